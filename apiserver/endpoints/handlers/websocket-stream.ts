import { newBadRequest, newGenericServerResponse } from "../../../apimachinery/api/errors/index.js";
import type { WebSocket, WebSocketServer } from "ws";
import type { RequestContext, ResponseStream } from "../request/request-context.js";

const VERSION = "13";
const KEY = /^[+/0-9A-Za-z]{22}==$/;
const BEARER_PREFIX = "base64url.bearer.authorization.k8s.io.";

// Clients of a watch have nothing to say; what they send nevertheless is dropped, and it must not fill the memory.
const MAX_MESSAGE_BYTES = 64 * 1024;
// What may wait for a slow reader before the watch waits for it.
const HIGH_WATER_BYTES = 64 * 1024;

const NORMAL_CLOSURE = 1000;
const GOING_AWAY = 1001;

/** True when the client asks to go on over WebSocket, which only HTTP/1.1 can. */
export function wantsWebSocket({ upgrade }: RequestContext): boolean {
  return upgrade?.protocol === "websocket";
}

/**
 * Refuses what upstream's handshake refuses. Browsers send an `Origin` and a connection without one is refused, but any
 * origin will do: a page of another site has no credentials, since these are never cookies.
 * @returns the subprotocol to agree to, the client's only one beside the one that carries a token.
 * @throws StatusError 400 or 403
 * @see golang.org/x/net/websocket server.go, checkOrigin and AcceptHandshake
 */
export function checkHandshake(ctx: RequestContext): string | undefined {
  if (ctx.header("sec-websocket-version") !== VERSION) {
    ctx.response.setHeader("sec-websocket-version", VERSION);
    throw newBadRequest(`Sec-WebSocket-Version must be ${VERSION}`);
  }
  if (!KEY.test(ctx.header("sec-websocket-key") ?? ""))
    throw newBadRequest("Sec-WebSocket-Key must be 16 bytes in base64");
  const origin = ctx.header("origin") ?? "";
  if (!URL.canParse(origin)) {
    throw newGenericServerResponse({
      code: 403,
      verb: ctx.method,
      serverMessage: "a WebSocket needs an Origin with a URL",
    });
  }
  const protocols = (ctx.header("sec-websocket-protocol") ?? "")
    .split(",")
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== "" && !protocol.startsWith(BEARER_PREFIX));
  if (protocols.length > 1) throw newBadRequest("Sec-WebSocket-Protocol must name one protocol");
  return protocols[0];
}

/**
 * Accepts the handshake. Every chunk that is written becomes one message.
 * @param form - what messages are: text, or binary without the length that protobuf frames begin with.
 * @param onClose - called when the client has closed the connection or it broke.
 */
export async function openWebSocket(
  ctx: RequestContext,
  protocol: string | undefined,
  form: "text" | "protobuf",
  onClose: () => void,
): Promise<ResponseStream> {
  const server = await handshaker(protocol);
  const { request, socket, head } = ctx.upgrade!.take();
  const ws = await new Promise<WebSocket>((resolve, reject) => {
    server.once("wsClientError", reject);
    server.handleUpgrade(request, socket, head, resolve);
  });
  // A broken connection is also closed.
  ws.on("error", () => undefined);
  ws.on("close", onClose);
  return new WebSocketStream(ws, form, ctx.signal);
}

/** Messages on a WebSocket as a stream of chunks. */
class WebSocketStream implements ResponseStream {
  readonly #ws: WebSocket;
  readonly #form: "text" | "protobuf";
  readonly #signal: AbortSignal;
  #sent: Promise<void> = Promise.resolve();

  constructor(ws: WebSocket, form: "text" | "protobuf", signal: AbortSignal) {
    this.#ws = ws;
    this.#form = form;
    this.#signal = signal;
  }

  get pendingBytes(): number {
    return this.#ws.bufferedAmount;
  }

  write(chunk: Uint8Array): boolean {
    const binary = this.#form === "protobuf";
    const message = binary ? chunk.subarray(LENGTH_BYTES) : chunk;
    this.#sent = new Promise((resolve) => this.#ws.send(message, { binary }, () => resolve()));
    return this.#ws.bufferedAmount < HIGH_WATER_BYTES;
  }

  drained(): Promise<void> {
    return this.#sent;
  }

  end(): void {
    // The client is there but the request is over: the server stops.
    this.#ws.close(this.#signal.aborted ? GOING_AWAY : NORMAL_CLOSURE);
  }

  destroy(): void {
    this.#ws.terminate();
  }
}

const LENGTH_BYTES = 4;

/** Loaded when first needed: few clients watch in this way. */
async function handshaker(protocol: string | undefined): Promise<WebSocketServer> {
  const { WebSocketServer } = await import("ws");
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => protocol ?? false,
  });
}
