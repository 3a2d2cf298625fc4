import { posix } from "node:path";

const VERSION = "meta.k8s.io/v1";

/** Where a list goes on. */
export interface ContinuePosition {
  /** The full key that was seen last. */
  readonly after: string;
  /** The revision of the first part; 0n when only an inconsistent continuation is possible. */
  readonly revision: bigint;
}

/**
 * The text that a client sends back to get the next part. `prefix` is the list's (with its slash at the end), so that a
 * token never reaches beyond what it was made for.
 * @see kubernetes/apiserver pkg/storage/continue.go
 */
export function encodeContinue(position: ContinuePosition, prefix: string): string {
  const start = `${position.after.slice(prefix.length - 1)}\0`;
  const revision = position.revision === 0n ? -1n : position.revision;
  // Written by hand, since a bigint has no JSON.
  const json = `{"v":"${VERSION}","rv":${revision},"start":${JSON.stringify(start)}}`;
  return Buffer.from(json).toString("base64url");
}

/** @throws Error with upstream's message when the token was not made by `encodeContinue` for this list. */
export function decodeContinue(token: string, prefix: string): ContinuePosition {
  const fields = parseToken(token);
  if (fields.v !== VERSION) {
    throw new Error(`continue key is not valid: server does not recognize this encoded version ${fields.v ?? ""}`);
  }
  if (fields.rv === 0n) {
    throw new Error(`continue key is not valid: incorrect encoded start resourceVersion (version ${VERSION})`);
  }
  if (fields.start === "") throw new Error(`continue key is not valid: encoded start key empty (version ${VERSION})`);
  const key = fields.start.startsWith("/") ? fields.start : `/${fields.start}`;
  if (posix.normalize(key) !== key) throw new Error(`continue key is not valid: ${fields.start}`);
  const after = prefix + (key.endsWith("\0") ? key.slice(1, -1) : key.slice(1));
  return { after, revision: fields.rv < 0n ? 0n : fields.rv };
}

function parseToken(token: string): { readonly v: string | undefined; readonly rv: bigint; readonly start: string } {
  const bad = /[^A-Za-z0-9_-]/.exec(token);
  if (bad !== null) throw new Error(`continue key is not valid: illegal base64 data at input byte ${bad.index}`);
  if (token.length % 4 === 1) {
    throw new Error(`continue key is not valid: illegal base64 data at input byte ${token.length - 1}`);
  }
  const data = Buffer.from(token, "base64url");
  let value: unknown;
  try {
    value = JSON.parse(data.toString("utf8"));
  } catch (cause) {
    throw new Error(`continue key is not valid: ${syntaxProblem(data.toString("latin1"))}`, { cause });
  }
  if (typeof value !== "object" || value === null) throw new Error("continue key is not valid: not an object");
  const { v, rv, start } = value as { v?: unknown; rv?: unknown; start?: unknown };
  return {
    v: typeof v === "string" ? v : undefined,
    rv: typeof rv === "number" && Number.isInteger(rv) ? BigInt(rv) : 0n,
    start: typeof start === "string" ? start : "",
  };
}

/** The first thing wrong with bytes (one for each character) that should be a JSON object, as Go says it. */
function syntaxProblem(text: string): string {
  const first = text.trimStart().charAt(0);
  if (first === "") return "unexpected end of JSON input";
  return first === "{" ? "malformed token" : `invalid character '${first}' looking for beginning of value`;
}
