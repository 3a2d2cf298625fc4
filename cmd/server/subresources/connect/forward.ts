import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect as tcpConnect, type Socket } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { newBadRequest } from "../../../../apimachinery/api/errors/index.js";
import type { RequestContext } from "../../../../apiserver/endpoints/index.js";
import { dialProblem } from "./dial-problem.js";

/** Where a request goes on to. */
export interface Target {
  /** Without the client's own query, unless it is to be passed on. */
  readonly url: URL;
  /** For https. */
  readonly tls?: TargetTLS | undefined;
  readonly upgradeRequired?: boolean;
  /** What the client is told when nobody answers there. */
  readonly failure: (problem: string) => Error;
}

/** PEM texts. */
export interface TargetTLS {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly rejectUnauthorized: boolean;
}

// Bodies are gathered before they go on.
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const HOP_BY_HOP = new Set([
  "connection",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const BEARER_PREFIX = "base64url.bearer.authorization.k8s.io.";

/**
 * Sends a request on and its answer back. A client that leaves HTTP is connected with the other server.
 * @throws StatusError what `target.failure` makes of a server that does not answer; 400 where an upgrade is required
 * @see kubernetes/apimachinery pkg/util/proxy/upgradeaware.go
 */
export async function forward(ctx: RequestContext, target: Target): Promise<void> {
  if (ctx.upgrade !== undefined) return tunnel(ctx, target);
  if (target.upgradeRequired === true) throw newBadRequest("Upgrade request required");
  const body = ["GET", "HEAD"].includes(ctx.method) ? new Uint8Array(0) : await ctx.readBody(MAX_BODY_BYTES);
  const answer = await send(ctx, target, body);
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value === undefined || HOP_BY_HOP.has(name) || name === "content-length" || name === "content-type") continue;
    ctx.response.setHeader(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const stream = ctx.response.stream(answer.statusCode ?? 502, answer.headers["content-type"] ?? "");
  try {
    for await (const chunk of answer) if (!stream.write(chunk as Buffer)) await stream.drained();
    stream.end();
  } catch (err) {
    stream.destroy(err instanceof Error ? err : new Error("the answer broke off", { cause: err }));
  }
}

function send(ctx: RequestContext, { url, tls, failure }: Target, body: Uint8Array): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method: ctx.method, headers: headersOf(ctx, url, body.byteLength), agent: false as const };
    const request = url.protocol === "https:" ? httpsRequest(url, { ...options, ...tls }) : httpRequest(url, options);
    const onAbort = (): void => void request.destroy(ctx.signal.reason as Error);
    ctx.signal.addEventListener("abort", onAbort, { once: true });
    request.on("error", (err) => reject(ctx.signal.aborted ? (ctx.signal.reason as Error) : failure(dialProblem(err))));
    request.on("response", resolve);
    request.on("close", () => ctx.signal.removeEventListener("abort", onAbort));
    request.end(body);
  });
}

/** Joins the two connections once the other server can be reached; what it says to the upgrade, it says itself. */
async function tunnel(ctx: RequestContext, { url, tls, failure }: Target): Promise<void> {
  const backend = await dial(url, tls).catch((err: unknown) => {
    throw failure(dialProblem(err));
  });
  const { socket: client, head } = ctx.upgrade!.take();
  const headers = Object.entries({ ...headersOf(ctx, url, 0), connection: "Upgrade", upgrade: ctx.header("upgrade") });
  const lines = headers.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${String(value)}`]));
  const end = (): void => {
    client.destroy();
    backend.destroy();
  };
  backend.on("error", end);
  client.on("error", end);
  ctx.signal.addEventListener("abort", end, { once: true });
  backend.write(`${ctx.method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  backend.write(head);
  client.pipe(backend);
  backend.pipe(client);
  await Promise.race([once(client, "close"), once(backend, "close")]);
  ctx.signal.removeEventListener("abort", end);
  end();
}

async function dial(url: URL, tls: TargetTLS | undefined): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "https:";
  const port = Number(url.port || (secure ? 443 : 80));
  const socket = secure ? tlsConnect({ host, port, ...tls }) : tcpConnect({ host, port });
  await once(socket, secure ? "secureConnect" : "connect");
  return socket;
}

function headersOf(ctx: RequestContext, url: URL, bodyBytes: number): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { host: url.host };
  for (const name of ctx.headerNames()) {
    if (HOP_BY_HOP.has(name) || name.startsWith(":") || name === "host" || name === "content-length") continue;
    headers[name] = ctx.header(name);
  }
  const protocols = ctx.header("sec-websocket-protocol");
  if (protocols !== undefined) headers["sec-websocket-protocol"] = withoutToken(protocols);
  const before = ctx.header("x-forwarded-for");
  headers["x-forwarded-for"] = before === undefined ? ctx.remoteAddress : `${before}, ${ctx.remoteAddress}`;
  headers["x-forwarded-proto"] = "https";
  if (bodyBytes > 0) headers["content-length"] = bodyBytes;
  return headers;
}

/** The token was for this server alone. */
function withoutToken(protocols: string): string | undefined {
  const others = protocols
    .split(",")
    .map((protocol) => protocol.trim())
    .filter((protocol) => !protocol.startsWith(BEARER_PREFIX));
  return others.length === 0 ? undefined : others.join(", ");
}
