import { isIP } from "node:net";

/**
 * Where a request came from: what proxies say, then the other end of the connection. All but the last may be made up.
 * @see kubernetes/apimachinery pkg/util/net/http.go, SourceIPs
 */
export function sourceIPs(request: {
  header(name: string): string | undefined;
  readonly remoteAddress: string;
}): string[] {
  const ips = (request.header("x-forwarded-for") ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => isIP(part) !== 0);
  const real = (request.header("x-real-ip") ?? "").trim();
  if (isIP(real) !== 0 && !ips.includes(real)) ips.push(real);
  const remote = request.remoteAddress;
  if (isIP(remote) !== 0 && ips.at(-1) !== remote) ips.push(remote);
  return ips;
}
