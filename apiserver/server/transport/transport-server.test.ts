import assert from "node:assert/strict";
import { connect as connectHttp2, constants, type ClientHttp2Session, type IncomingHttpHeaders } from "node:http2";
import { Agent, request as httpsRequest, type RequestOptions } from "node:https";
import type { IncomingMessage } from "node:http";
import { after, before, test } from "node:test";
import { connect as connectTLS } from "node:tls";
import { gunzipSync } from "node:zlib";
import { realClock } from "../../../apimachinery/clock/index.js";
import { statusErrorFrom } from "../../../apimachinery/api/errors/index.js";
import { CertificateStore, type ServerCredentials } from "../certificates/index.js";
import { ClientGoneError, TransportServer, type ServerHandler, type ServerRequest } from "./index.js";

let credentials: ServerCredentials;
let server: TransportServer;
let port: number;
let handler: ServerHandler;
const defects: unknown[] = [];

before(async () => {
  credentials = await new CertificateStore({ dir: undefined, now: Date.now }).ensure(["localhost", "127.0.0.1"]);
  server = new TransportServer({
    handler: (request) => handler(request),
    clock: realClock,
    tls: { ...credentials.serving, clientCAs: [credentials.clientCA.cert] },
    onHandlerError: (err) => defects.push(err),
  });
  ({ port } = await server.listen({ host: "127.0.0.1", port: 0 }));
});

after(async () => {
  await server.close(1_000);
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Ask = (opts: {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}) => Promise<Answer>;

function h2(): ClientHttp2Session {
  return connectHttp2(`https://127.0.0.1:${port}`, { ca: credentials.servingCA });
}

const askHttp2: Ask = async ({ method = "GET", path = "/", headers = {}, body }) => {
  const session = h2();
  try {
    const stream = session.request({ ":method": method, ":path": path, ...headers }, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
    const chunks: Buffer[] = [];
    let head: IncomingHttpHeaders & { ":status"?: number | undefined } = {};
    stream.on("response", (received) => (head = received));
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return { status: head[":status"] ?? 0, headers: head, body: Buffer.concat(chunks) };
  } finally {
    session.close();
  }
};

const askHttp1: Ask = ({ method = "GET", path = "/", headers = {}, body }) =>
  new Promise((resolve, reject) => {
    const opts: RequestOptions = {
      host: "127.0.0.1",
      port,
      method,
      path,
      headers,
      ca: credentials.servingCA,
      agent: false,
    };
    const request = httpsRequest(opts, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });

for (const [protocol, ask] of [
  ["HTTP/2", askHttp2],
  ["HTTP/1.1", askHttp1],
] as const) {
  test(`${protocol}: request and answer`, async () => {
    let seen: ServerRequest | undefined;
    handler = async (request) => {
      seen = request;
      const body = await request.readBody(1000);
      request.response.setHeader("x-more", "yes");
      request.warnings.add('careful with "quotes" and ü');
      request.response.send(201, "text/plain", Buffer.concat([Buffer.from("got "), body]));
    };
    const answer = await ask({
      method: "POST",
      path: "/a%20b?x=1&y=%C3%BC",
      headers: { "x-in": "1" },
      body: Buffer.from("body"),
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.body.toString(), "got body");
    assert.equal(answer.headers["content-type"], "text/plain");
    assert.equal(answer.headers["content-length"], "8");
    assert.equal(answer.headers["x-more"], "yes");
    const warning = Buffer.from(String(answer.headers["warning"]), "latin1").toString("utf8");
    assert.equal(warning, '299 - "careful with \\"quotes\\" and ü"');
    assert.equal(seen?.method, "POST");
    assert.equal(seen?.path, "/a%20b");
    assert.equal(seen?.rawQuery, "x=1&y=%C3%BC");
    assert.equal(seen?.query.get("y"), "ü");
    assert.equal(seen?.header("x-in"), "1");
    assert.match(seen?.header("host") ?? "", /^127\.0\.0\.1:\d+$/);
    assert.match(seen?.remoteAddress ?? "", /127\.0\.0\.1$/);
    assert.equal(seen?.peerCertificate, undefined);
    assert.equal(seen?.response.status, 201);
    assert.equal(seen?.response.bytesWritten, 8);
  });

  test(`${protocol}: HEAD, 204 and 304 have no body`, async () => {
    handler = (request) => {
      request.response.send(Number(request.path.slice(1)), "text/plain", "hello");
      return Promise.resolve();
    };
    const head = await ask({ method: "HEAD", path: "/200" });
    assert.deepEqual([head.status, head.headers["content-length"], head.body.length], [200, "5", 0]);
    for (const status of [204, 304]) {
      const answer = await ask({ path: `/${status}` });
      assert.deepEqual([answer.status, answer.headers["content-length"], answer.body.length], [status, undefined, 0]);
    }
  });

  test(`${protocol}: large bodies arrive whole, compressed when asked for`, async () => {
    const text = "0123456789abcdef".repeat(200_000);
    handler = (request) => {
      request.response.setHeader("vary", "Accept");
      request.response.send(200, "application/json", text);
      return Promise.resolve();
    };
    const plain = await ask({});
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.ok(plain.body.equals(Buffer.from(text)));
    const packed = await ask({ headers: { "accept-encoding": "deflate, gzip;q=0.5" } });
    assert.equal(packed.headers["content-encoding"], "gzip");
    assert.equal(packed.headers["vary"], "Accept, Accept-Encoding");
    assert.ok(gunzipSync(packed.body).equals(Buffer.from(text)));
    const refused = await ask({ headers: { "accept-encoding": "gzip;q=0" } });
    assert.equal(refused.headers["content-encoding"], undefined);
  });

  test(`${protocol}: a body above the limit is 413, with or without a length`, async () => {
    handler = async (request) => {
      try {
        await request.readBody(100_000);
        request.response.send(200, "text/plain", "read");
      } catch (err) {
        const { status } = statusErrorFrom(err);
        request.response.send(status.code ?? 0, "text/plain", status.message ?? "");
      }
    };
    const headers = protocol === "HTTP/2" ? {} : { "transfer-encoding": "chunked" };
    for (const extra of [headers, { "content-length": "3000000" }]) {
      const answer = await ask({ method: "POST", headers: extra, body: Buffer.alloc(3_000_000) });
      assert.equal(answer.status, 413);
      assert.equal(answer.body.toString(), "Request entity too large: limit is 100000");
    }
    assert.equal((await ask({ method: "POST", body: Buffer.alloc(100_000) })).status, 200);
  });

  test(`${protocol}: a streamed body keeps order across small and large writes`, async () => {
    handler = async (request) => {
      const stream = request.response.stream(200, "application/json");
      for (let i = 0; i < 300; i++) {
        const more = stream.write(Buffer.from(`${i},`)) && stream.write(Buffer.alloc(i % 7 === 0 ? 70_000 : 10, "x"));
        if (!more) await stream.drained();
      }
      stream.end();
    };
    const { body } = await ask({});
    const numbers = body
      .toString()
      .replaceAll("x", "")
      .split(",")
      .filter((part) => part !== "");
    assert.deepEqual(
      numbers,
      Array.from({ length: 300 }, (_, i) => String(i)),
    );
  });

  test(`${protocol}: a cut response does not look complete`, async () => {
    handler = (request) => {
      const stream = request.response.stream(200, "application/json");
      stream.write(Buffer.from("half"));
      setImmediate(() => stream.destroy(new Error("broken")));
      return Promise.resolve();
    };
    await assert.rejects(ask({}));
  });

  test(`${protocol}: repeated headers are told apart`, async () => {
    let values: readonly string[] = [];
    handler = (request) => {
      request.removeHeaders((name) => name === "authorization");
      values = [...request.headerValues("x-remote-group"), String(request.header("authorization"))];
      request.response.send(200, "text/plain", "");
      return Promise.resolve();
    };
    await ask({ headers: { "x-remote-group": ["a, b", "c"] as unknown as string, authorization: "Bearer x" } });
    assert.deepEqual(values, ["a, b", "c", "undefined"]);
  });

  test(`${protocol}: a handler's defect cuts the response and is reported`, async () => {
    defects.length = 0;
    handler = () => Promise.reject(new Error("defect"));
    await assert.rejects(ask({}));
    assert.match(String(defects[0]), /defect/);
  });
}

test("HTTP/2: a reset stream aborts the request's signal", async () => {
  const aborted = new Promise<Error>((resolve) => {
    handler = (request) => {
      const stream = request.response.stream(200, "application/json");
      stream.write(Buffer.from("x"));
      request.signal.addEventListener("abort", () => resolve(request.signal.reason as Error));
      return Promise.resolve();
    };
  });
  const session = h2();
  const stream = session.request({ ":path": "/" });
  stream.on("data", () => stream.close(constants.NGHTTP2_CANCEL));
  assert.ok((await aborted) instanceof ClientGoneError);
  session.close();
});

test("HTTP/1.1: a closed connection aborts the request's signal and fails a waiting writer", async () => {
  const failed = new Promise<unknown>((resolve) => {
    handler = async (request) => {
      const stream = request.response.stream(200, "application/json");
      try {
        for (;;) if (!stream.write(Buffer.alloc(100_000))) await stream.drained();
      } catch (err) {
        resolve(err);
      }
    };
  });
  const request = httpsRequest({ host: "127.0.0.1", port, ca: credentials.servingCA, agent: false }, (response) => {
    response.once("readable", () => response.destroy());
  });
  request.on("error", () => undefined);
  request.end();
  assert.ok((await failed) instanceof ClientGoneError);
});

test("HTTP/2: a reader that does not read holds no more than the budget, and others go on", async () => {
  let pending = 0;
  handler = async (request) => {
    if (request.path !== "/slow") {
      request.response.send(200, "text/plain", "ok");
      return;
    }
    const stream = request.response.stream(200, "application/json");
    for (let i = 0; i < 1000; i++) {
      if (!stream.write(Buffer.alloc(64 * 1024))) {
        pending = Math.max(pending, stream.pendingBytes);
        await stream.drained();
      }
    }
  };
  const session = h2();
  const slow = session.request({ ":path": "/slow" });
  await new Promise((resolve) => slow.once("response", resolve));
  for (let i = 0; i < 20; i++) {
    const quick = session.request({ ":path": "/quick" });
    let text = "";
    for await (const chunk of quick.setEncoding("utf8")) text += chunk as string;
    assert.equal(text, "ok");
  }
  assert.ok(pending > 0 && pending <= 512 * 1024, `${pending} bytes held`);
  slow.close(constants.NGHTTP2_CANCEL);
  session.close();
});

test("HTTP/2: `connection: close` says GOAWAY and completes the answer", async () => {
  handler = (request) => {
    request.response.setHeader("connection", "close");
    request.response.send(200, "text/plain", "bye");
    return Promise.resolve();
  };
  const session = h2();
  const goaway = new Promise((resolve) => session.once("goaway", resolve));
  const stream = session.request({ ":path": "/" });
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk as string;
  assert.equal(text, "bye");
  await goaway;
  session.close();
});

test("a verified client certificate is seen; one of a stranger's authority is an error", async () => {
  const stranger = await new CertificateStore({ dir: undefined, now: Date.now }).ensure(["localhost"]);
  handler = (request) => {
    const { peerCertificate, peerCertificateError } = request;
    request.response.send(200, "text/plain", `${peerCertificate?.subject.O ?? "-"} ${peerCertificateError ?? "-"}`);
    return Promise.resolve();
  };
  for (const [pair, want] of [
    [credentials.admin, /^system:masters -$/],
    [stranger.admin, /^- \w+/],
  ] as const) {
    const session = connectHttp2(`https://127.0.0.1:${port}`, { ca: credentials.servingCA, ...pair });
    for (let i = 0; i < 2; i++) {
      let text = "";
      for await (const chunk of session.request({ ":path": "/" }).setEncoding("utf8")) text += chunk as string;
      assert.match(text, want);
    }
    session.close();
  }
});

test("HTTP/1.1 keep-alive serves several requests on one connection", async () => {
  handler = (request) => {
    request.response.send(200, "text/plain", request.path);
    return Promise.resolve();
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: credentials.servingCA });
  const sockets = new Set<number | undefined>();
  for (const path of ["/a", "/b", "/c"]) {
    const text = await new Promise<string>((resolve, reject) => {
      httpsRequest({ host: "127.0.0.1", port, path, agent }, (response) => {
        sockets.add(response.socket.localPort);
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString())).on("end", () => resolve(body));
      })
        .on("error", reject)
        .end();
    });
    assert.equal(text, path);
  }
  assert.equal(sockets.size, 1);
  agent.destroy();
});

test("an upgrade can be taken, or answered like any request", async () => {
  handler = (request) => {
    if (request.path === "/take" && request.upgrade !== undefined) {
      const { socket } = request.upgrade.take();
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${request.upgrade.protocol}\r\nConnection: Upgrade\r\n\r\nhi`,
      );
      socket.end();
      return Promise.resolve();
    }
    request.response.send(403, "text/plain", "no");
    return Promise.resolve();
  };
  for (const [path, want] of [
    ["/take", /^HTTP\/1\.1 101 [^]*\r\n\r\nhi$/],
    ["/deny", /^HTTP\/1\.1 403 [^]*\r\n\r\nno$/],
  ] as const) {
    const socket = connectTLS({ host: "127.0.0.1", port, ca: credentials.servingCA, ALPNProtocols: ["http/1.1"] });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n`);
    let text = "";
    for await (const chunk of socket.setEncoding("utf8")) text += chunk as string;
    assert.match(text, want);
  }
});

test("headers up to 1 MiB are taken over HTTP/1.1", async () => {
  handler = (request) => {
    request.response.send(200, "text/plain", String(request.header("x-long")?.length));
    return Promise.resolve();
  };
  assert.equal((await askHttp1({ headers: { "x-long": "a".repeat(900_000) } })).body.toString(), "900000");
});

test("close cuts off what does not end by itself", async () => {
  const other = new TransportServer({
    handler: (request) => {
      request.response.stream(200, "application/json").write(Buffer.from("x"));
      return Promise.resolve();
    },
    clock: realClock,
    tls: { ...credentials.serving, clientCAs: [] },
    onHandlerError: (err) => defects.push(err),
  });
  const address = await other.listen({ host: "127.0.0.1", port: 0 });
  const session = connectHttp2(`https://127.0.0.1:${address.port}`, { ca: credentials.servingCA });
  session.on("error", () => undefined);
  const stream = session.request({ ":path": "/" });
  stream.on("error", () => undefined);
  await new Promise((resolve) => stream.once("data", resolve));
  await other.close(20);
});
