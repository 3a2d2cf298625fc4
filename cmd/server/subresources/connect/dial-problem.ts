const PROBLEMS: { readonly [code: string]: string } = {
  ECONNREFUSED: "connect: connection refused",
  ECONNRESET: "connection reset by peer",
  EHOSTUNREACH: "connect: no route to host",
  ENETUNREACH: "connect: network is unreachable",
  ETIMEDOUT: "i/o timeout",
};

/** Why a server could not be reached, in the words that clients know from Go. */
export function dialProblem(err: unknown): string {
  const {
    code = "",
    address,
    port,
    hostname,
    message,
  } = err as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
    readonly hostname?: string;
  };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `dial tcp: lookup ${hostname ?? ""}: no such host`;
  const problem = PROBLEMS[code];
  if (problem === undefined) return message;
  if (address === undefined) return problem;
  const host = address.includes(":") ? `[${address}]` : address;
  return `dial tcp ${host}:${port ?? ""}: ${problem}`;
}
