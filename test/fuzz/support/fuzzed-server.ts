import assert from "node:assert/strict";
import { connect, type ClientHttp2Session } from "node:http2";
import { silentLogger, type Logger } from "../../../apiserver/server/index.js";
import { startTestServer, type TestServer } from "../../../cmd/testing/index.js";

export interface FuzzedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const ANSWER_TIMEOUT_MS = 10_000;

/** A server in this process, so that what a request does to the process can be seen. */
export class FuzzedServer {
  readonly server: TestServer;
  readonly #errors: unknown[];
  readonly #prototypes: readonly string[];
  #session: ClientHttp2Session;

  private constructor(server: TestServer, errors: unknown[]) {
    this.server = server;
    this.#errors = errors;
    this.#prototypes = ownNamesOfPrototypes();
    this.#session = this.#connect();
  }

  static async start(flags: readonly string[] = []): Promise<FuzzedServer> {
    const errors: unknown[] = [];
    const logger: Logger = { ...silentLogger, error: (message, err) => errors.push(err ?? message) };
    return new FuzzedServer(await startTestServer({ logger, flags }), errors);
  }

  async stop(): Promise<void> {
    this.#session.destroy();
    await this.server.stop();
  }

  /** Errors that the server has logged: each is a defect. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  /** Sends bytes as they are, and fails unless the answer is one that a client can make sense of. */
  async ask(method: string, path: string, body?: Uint8Array | string, contentType = "application/json") {
    const answer = await this.#request(method, path, body, contentType);
    const says = `${method} ${path} (${contentType}) ${printable(body)}\n→ ${answer.status} ${printable(answer.body)}`;
    if (isUpstream500(answer)) this.#errors.length = 0;
    else
      assert.ok(answer.status >= 200 && answer.status < 500, `${says}\n${String((this.#errors[0] as Error)?.stack)}`);
    if (answer.contentType.startsWith("application/json")) checkObjects(answer, says);
    assert.deepEqual(this.#errors, [], says);
    assert.deepEqual(ownNamesOfPrototypes(), this.#prototypes, `a prototype was changed by ${says}`);
    assert.equal(({} as { polluted?: string }).polluted, undefined, says);
    return answer;
  }

  #request(
    method: string,
    path: string,
    body: Uint8Array | string | undefined,
    contentType: string,
  ): Promise<FuzzedAnswer> {
    if (this.#session.closed || this.#session.destroyed) this.#session = this.#connect();
    return new Promise((resolve, reject) => {
      const stream = this.#session.request(
        {
          ":method": method,
          ":path": path,
          authorization: `Bearer ${this.server.clientConfig.bearerToken}`,
          ...(body === undefined ? {} : { "content-type": contentType }),
        },
        { endStream: body === undefined },
      );
      const chunks: Buffer[] = [];
      let status = 0;
      let type = "";
      const timer = setTimeout(() => {
        stream.destroy();
        reject(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms: ${method} ${path} ${printable(body)}`));
      }, ANSWER_TIMEOUT_MS);
      stream.on("response", (headers) => {
        status = headers[":status"] ?? 0;
        type = String(headers["content-type"] ?? "");
      });
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("close", () => {
        clearTimeout(timer);
        resolve({ status, contentType: type, body: Buffer.concat(chunks) });
      });
      // A stream that is reset shows as an answer without a status.
      stream.on("error", () => undefined);
      if (body !== undefined) stream.end(body);
    });
  }

  #connect(): ClientHttp2Session {
    const { server, tls } = this.server.clientConfig;
    const session = connect(server, { ca: tls!.ca! });
    session.on("error", () => undefined);
    return session;
  }
}

/** One object, or the events of a watch, a line each. */
function checkObjects({ status, body }: FuzzedAnswer, says: string): void {
  // Answers to HEAD and OPTIONS.
  if (body.length === 0) return;
  const text = body.toString();
  const objects = text.startsWith('{"type":') ? text.trimEnd().split("\n") : [text];
  for (const object of objects) {
    const { kind, type, code } = JSON.parse(object) as { kind?: unknown; type?: unknown; code?: unknown };
    assert.equal(typeof (kind ?? type), "string", says);
    if (status < 400) continue;
    assert.equal(kind, "Status", says);
    assert.equal(code, status, says);
  }
}

/**
 * A kube-apiserver answers 500 without a reason to strategic patches, applied objects and versions to watch from that make
 * no sense, and 504 to versions that are yet to come, though they are the client's fault. A defect of ours has the reason
 * InternalError.
 */
function isUpstream500({ status, body }: FuzzedAnswer): boolean {
  if (status === 504) return body.includes("Too large resource version");
  return status === 500 && body.includes('"status":"Failure"') && !body.includes('"reason":"InternalError"');
}

function ownNamesOfPrototypes(): readonly string[] {
  return [Object, Array, Function, String, Number, Map, Uint8Array].flatMap(({ name, prototype }) =>
    Object.getOwnPropertyNames(prototype).map((property) => `${name}.${property}`),
  );
}

function printable(body: Uint8Array | string | undefined): string {
  if (body === undefined) return "";
  const text = typeof body === "string" ? body : Buffer.from(body).toString("latin1");
  return JSON.stringify(text.length > 3000 ? `${text.slice(0, 3000)}…` : text);
}
