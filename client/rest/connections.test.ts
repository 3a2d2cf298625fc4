import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { once } from "node:events";
import * as http from "node:http";
import * as http2 from "node:http2";
import * as https from "node:https";
import * as net from "node:net";
import test, { before } from "node:test";
import "reflect-metadata"; // @peculiar/x509 asks for it
import * as x509 from "@peculiar/x509";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { RESTClient } from "./rest-client.js";
import { TransportError } from "./transport.js";

// A real TLS handshake: what is tested here is sockets.
let cert = "";
let key = "";
before(async () => {
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const alg = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = (await webcrypto.subtle.generateKey(alg, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=test",
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: alg,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }]),
    ],
  });
  cert = made.toString("pem");
  key = x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
});

async function listen(server: net.Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

type StreamHandler = (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void;

interface TestServer {
  readonly client: RESTClient;
  readonly sessions: http2.ServerHttp2Session[];
}

async function withHttp2(
  handler: StreamHandler,
  run: (s: TestServer) => Promise<void>,
  opts: {
    settings?: http2.Settings;
    streamsPerConnection?: number;
    clock?: FakeClock;
    via?: (url: string) => Promise<string>;
  } = {},
): Promise<void> {
  const server = http2.createSecureServer({ cert, key, ...(opts.settings && { settings: opts.settings }) });
  const sessions: http2.ServerHttp2Session[] = [];
  server.on("session", (session) => {
    sessions.push(session);
    session.on("error", () => undefined);
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    handler(stream, headers);
  });
  const url = await listen(server);
  const client = new RESTClient({
    server: opts.via === undefined ? url : await opts.via(url),
    tls: { ca: cert },
    ...(opts.clock !== undefined && { clock: opts.clock }),
    ...(opts.streamsPerConnection !== undefined && { streamsPerConnection: opts.streamsPerConnection }),
  });
  try {
    await run({ client, sessions });
  } finally {
    client.close();
    for (const session of sessions) session.destroy();
    server.close();
  }
}

const GET = { method: "GET", absolutePath: "/x" } as const;

function answer(stream: http2.ServerHttp2Stream, body = "{}"): void {
  stream.respond({ ":status": 200, "content-type": "application/json" });
  stream.end(body);
}

test("requests share an HTTP/2 connection, and a large body passes", async () => {
  const big = JSON.stringify({ data: "x".repeat(12 << 20) });
  await withHttp2(
    (stream) => answer(stream, big),
    async ({ client, sessions }) => {
      const all = await Promise.all([1, 2, 3].map(() => client.request<{ data: string }>(GET)));
      assert.deepEqual(
        all.map((o) => o.data.length),
        [12 << 20, 12 << 20, 12 << 20],
      );
      assert.equal(sessions.length, 1);
    },
  );
});

test("another connection is opened when the first is full", async () => {
  const open: http2.ServerHttp2Stream[] = [];
  await withHttp2(
    (stream) => {
      open.push(stream);
      if (open.length === 5) for (const one of open) answer(one);
    },
    async ({ client, sessions }) => {
      await Promise.all([1, 2, 3, 4, 5].map(() => client.request(GET)));
      assert.equal(sessions.length, 3);
    },
    { streamsPerConnection: 2 },
  );
});

test("after GOAWAY new requests go to a new connection, and the open one is finished on the old", async () => {
  let held: http2.ServerHttp2Stream | undefined;
  await withHttp2(
    (stream, headers) => {
      if (headers[":path"] !== "/held") return answer(stream, '{"fresh":true}');
      held = stream;
      stream.respond({ ":status": 200, "content-type": "application/json" });
      stream.write('{"held":');
      stream.session!.goaway(http2.constants.NGHTTP2_NO_ERROR, stream.id);
    },
    async ({ client, sessions }) => {
      const old = client.request({ method: "GET", absolutePath: "/held" });
      while (held === undefined) await client.requestRaw({ method: "GET", absolutePath: "/poll" });
      assert.deepEqual(await client.request(GET), { fresh: true });
      assert.ok(sessions.length >= 2);
      held.end("1}");
      assert.deepEqual(await old, { held: 1 });
    },
  );
});

test("a read is repeated when its connection is lost, a write is not", async () => {
  let count = 0;
  await withHttp2(
    (stream) => {
      if (++count % 2 === 1) stream.session!.destroy();
      else answer(stream, `{"count":${count}}`);
    },
    async ({ client }) => {
      assert.deepEqual(await client.request(GET), { count: 2 });
      await assert.rejects(client.request({ ...GET, method: "POST", body: {} }), (err) => {
        assert.ok(err instanceof TransportError);
        assert.equal(err.kind, "lost");
        return true;
      });
      assert.deepEqual(await client.request({ ...GET, method: "POST", body: {} }), { count: 4 });
    },
  );
});

test("a body that is cut off is noticed", async () => {
  await withHttp2(
    (stream) => {
      stream.respond({ ":status": 200, "content-type": "application/json" });
      stream.write('{"a":1}');
      setImmediate(() => stream.session!.destroy());
    },
    async ({ client }) => {
      await assert.rejects(client.request({ ...GET, method: "POST", body: {} }));
    },
  );
});

test("a refused request is sent again, whatever its verb", async () => {
  let count = 0;
  await withHttp2(
    (stream) => {
      if (++count === 1) stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      else answer(stream);
    },
    async ({ client }) => {
      await client.request({ ...GET, method: "POST", body: {} });
      assert.equal(count, 2);
    },
  );
});

test("leaving a watch's loop, stop and abort all end the request at the server", async () => {
  let closed = 0;
  await withHttp2(
    (stream) => {
      stream.once("close", () => closed++);
      stream.respond({ ":status": 200, "content-type": "application/json" });
      stream.write('{"type":"ADDED","object":{}}\n');
    },
    async ({ client, sessions }) => {
      for await (const event of await client.watch(GET)) {
        assert.equal(event.type, "ADDED");
        break;
      }
      const stopped = await client.watch(GET);
      for await (const _ of stopped) stopped.stop();
      const controller = new AbortController();
      const aborted = await client.watch(GET, { signal: controller.signal });
      await assert.rejects(async () => {
        for await (const _ of aborted) controller.abort(new Error("enough"));
      }, /enough/);
      while (closed < 3) await client.requestRaw({ method: "HEAD", absolutePath: "/x" });
      assert.equal(sessions.length, 1, "cancelled requests do not cost the connection");
    },
  );
});

test("an aborted request throws the reason and leaves the connection usable", async () => {
  await withHttp2(
    (stream, headers) => {
      if (headers[":path"] === "/x") answer(stream);
    },
    async ({ client, sessions }) => {
      await client.request(GET);
      const stop = new AbortController();
      const got = client.request({ method: "GET", absolutePath: "/never" }, { signal: stop.signal });
      setImmediate(() => stop.abort(new Error("enough")));
      await assert.rejects(got, /enough/);
      await client.request(GET);
      assert.equal(sessions.length, 1);
    },
  );
});

test("a server without HTTP/2 is spoken to in HTTP/1.1", async () => {
  const versions: string[] = [];
  const server = https.createServer({ cert, key }, (req, res) => {
    versions.push(req.httpVersion);
    req.resume().once("end", () => res.setHeader("content-type", "application/json").end('{"ok":true}'));
  });
  const client = new RESTClient({ server: await listen(server), tls: { ca: cert } });
  assert.deepEqual(await client.request({ ...GET, method: "PUT", body: { a: 1 } }), { ok: true });
  assert.deepEqual(await client.request(GET), { ok: true });
  assert.deepEqual(versions, ["1.1", "1.1"]);
  client.close();
  server.close();
});

test("http: URLs work, and a cut-off body is noticed there too", async () => {
  const server = http.createServer((req, res) => {
    res.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    res.write("{}");
    setImmediate(() => req.socket.destroy());
  });
  const url = (await listen(server)).replace("https:", "http:");
  const client = new RESTClient({ server: url });
  await assert.rejects(client.request({ ...GET, method: "POST", body: {} }));
  client.close();
  server.close();
});

test("an untrusted certificate and a closed port are reported at once", async () => {
  await withHttp2(
    (stream) => answer(stream),
    async ({ client }) => {
      await client.request(GET);
    },
  );
  const server = http2.createSecureServer({ cert, key });
  const url = await listen(server);
  const distrusting = new RESTClient({ server: url });
  await assert.rejects(distrusting.request(GET), /self-signed certificate/);
  const careless = new RESTClient({ server: url, tls: { insecureSkipTLSVerify: true } });
  server.on("stream", (stream) => answer(stream));
  await careless.request(GET);
  careless.close();
  server.close();
  await once(server, "close");
  await assert.rejects(new RESTClient({ server: url }).request(GET), /ECONNREFUSED/);
});

test("a peer that is gone without a word is noticed by pings, and the read is repeated elsewhere", async () => {
  const clock = new FakeClock();
  let isBlackHole = false;
  const sockets: net.Socket[] = [];
  const proxy = net.createServer();
  let arrived: (() => void) | undefined;
  const heldArrived = new Promise<void>((resolve) => (arrived = resolve));
  await withHttp2(
    (stream, headers) => {
      if (headers[":path"] === "/x") answer(stream);
      else arrived!();
    },
    async ({ client, sessions }) => {
      await client.request(GET);
      const held = client.request({ ...GET, method: "POST", absolutePath: "/held", body: {} });
      const lost = assert.rejects(held, (err) => err instanceof TransportError && err.kind === "lost");
      await heldArrived;
      isBlackHole = true;
      await clock.advance(30_000);
      await clock.advance(15_000);
      await lost;
      isBlackHole = false;
      await client.request(GET);
      assert.equal(sessions.length, 2);
    },
    {
      clock,
      via: async (url) => {
        proxy.on("connection", (near) => {
          const far = net.connect(Number(new URL(url).port), "127.0.0.1");
          sockets.push(near, far);
          near.on("data", (chunk) => isBlackHole || far.write(chunk)).on("error", () => undefined);
          far.on("data", (chunk) => near.write(chunk)).on("error", () => undefined);
        });
        return listen(proxy);
      },
    },
  );
  for (const socket of sockets) socket.destroy();
  proxy.close();
});

test("a connection on which many requests were cancelled is left before the server ends it", async () => {
  await withHttp2(
    (stream, headers) => {
      if (headers[":path"] === "/x") answer(stream);
    },
    async ({ client, sessions }) => {
      await client.request(GET);
      for (let i = 0; i < 500; i++) {
        const stop = new AbortController();
        const got = client.request({ method: "GET", absolutePath: "/never" }, { signal: stop.signal });
        setImmediate(() => stop.abort(new Error("enough")));
        await assert.rejects(got, /enough/);
      }
      await client.request(GET);
      assert.equal(sessions.length, 2);
    },
  );
});

test("an idle connection is closed after a while, and opened again when it is needed", async () => {
  const clock = new FakeClock();
  await withHttp2(
    (stream) => answer(stream),
    async ({ client, sessions }) => {
      await client.request(GET);
      const closed = once(sessions[0]!, "close");
      await clock.advance(90_000);
      await closed;
      await client.request(GET);
      assert.equal(sessions.length, 2);
      assert.equal(clock.waiting, 1, "one timer, for the new idle connection");
    },
    { clock },
  );
});
