/** Bodies that are absurd, slow or never end, and clients that come in thousands or go away. */
import assert from "node:assert/strict";
import { connect as connectHTTP2 } from "node:http2";
import { connect as connectTCP, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { FuzzedServer } from "./support/fuzzed-server.js";

const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const MIB = 1024 * 1024;
const CONNECTIONS = 2000;

let server: FuzzedServer;

before(async () => {
  server = await FuzzedServer.start(["--request-timeout=2s"]);
  await server.ask("POST", CONFIG_MAPS, '{"metadata":{"name":"patched"},"data":{"a":"b"}}');
});
after(() => server.stop());

const deep = (open: string, middle: string, close: string, depth: number): string =>
  `{"metadata":{"name":"deep"},"x":${open.repeat(depth)}${middle}${close.repeat(depth)}}`;
/** Nine of nine of nine … */
const aliases = Array.from("bcdefghij", (key) => {
  const before = String.fromCharCode(key.charCodeAt(0) - 1);
  return `${key}: &${key} [${Array<string>(9).fill(`*${before}`).join()}]\n`;
}).join("");
const operations = (count: number): string =>
  JSON.stringify(Array.from({ length: count }, () => ({ op: "test", path: "/data/a", value: "b" })));
const doubling = JSON.stringify([
  { op: "add", path: "/data/a", value: "x".repeat(1000) },
  ...Array.from({ length: 40 }, (_, i) => ({ op: "copy", from: "/data", path: `/data/c${i}` })),
]);

interface Refused {
  readonly name: string;
  readonly method?: "PATCH";
  readonly body: string | Uint8Array;
  readonly type?: string;
  readonly status: number;
  readonly message: RegExp;
}

const refused: readonly Refused[] = [
  { name: "a body above the limit", body: `{"a":"${"x".repeat(3 * MIB)}"}`, status: 413, message: /limit is 3145728/ },
  { name: "lists 20,000 deep", body: deep("[", "", "]", 20_000), status: 400, message: /exceeded max depth/ },
  { name: "objects 20,000 deep", body: deep('{"a":', "1", "}", 20_000), status: 400, message: /exceeded max depth/ },
  {
    name: "aliases of aliases",
    body: `a: &a [x,x,x,x,x,x,x,x,x]\n${aliases}`,
    type: "application/yaml",
    status: 400,
    message: /unrecognized/,
  },
  {
    name: "10,001 operations",
    method: "PATCH",
    body: operations(10_001),
    type: "application/json-patch+json",
    status: 413,
    message: /The allowed maximum operations in a JSON patch is 10000, got 10001/,
  },
  {
    name: "copies that double",
    method: "PATCH",
    body: doubling,
    type: "application/json-patch+json",
    status: 422,
    message: /the server rejected our request due to an error in our request/,
  },
  { name: "no JSON", body: '{"metadata":', status: 400, message: /json parse error/ },
  {
    name: "a number that no float holds",
    body: '{"metadata":{"name":"n","generation":1e400}}',
    status: 400,
    message: /./,
  },
  {
    name: "a number that no int64 holds",
    body: '{"metadata":{"name":"n","generation":9223372036854775808}}',
    status: 400,
    message: /./,
  },
  {
    name: "control characters in a name",
    body: '{"metadata":{"name":"a\\u0000b\\n"}}',
    status: 422,
    message: /RFC 1123/,
  },
  { name: "half a character in a name", body: '{"metadata":{"name":"\\ud800"}}', status: 422, message: /RFC 1123/ },
  {
    name: "what is no UTF-8",
    body: Buffer.concat([Buffer.from('{"metadata":{"name":"'), Buffer.from([0xff]), Buffer.from('"}}')]),
    status: 400,
    message: /invalid UTF-8/,
  },
  { name: "a type nobody reads", body: "<a/>", type: "application/xml", status: 415, message: /media type/ },
];

for (const { name, method = "POST", body, type = "application/json", status, message } of refused) {
  test(`${name} is refused`, async () => {
    const path = method === "POST" ? CONFIG_MAPS : `${CONFIG_MAPS}/patched`;
    const answer = await server.ask(method, path, body, type);
    assert.equal(answer.status, status, answer.body.toString().slice(0, 500));
    assert.match((JSON.parse(answer.body.toString()) as { message: string }).message, message);
  });
}

function session() {
  const { server: url, tls, bearerToken } = server.server.clientConfig;
  const http2 = connectHTTP2(url, { ca: tls!.ca! });
  http2.on("error", () => undefined);
  const post = () =>
    http2.request({
      ":method": "POST",
      ":path": CONFIG_MAPS,
      authorization: `Bearer ${bearerToken}`,
      "content-type": "application/json",
    });
  return { http2, post };
}

test("a body that does not come is not waited for beyond the deadline", async () => {
  const { http2, post } = session();
  const stream = post();
  stream.on("error", () => undefined);
  stream.write('{"metadata":');
  const status = await new Promise((resolve) => stream.once("response", (headers) => resolve(headers[":status"])));
  assert.equal(status, 504);
  http2.destroy();
});

test("clients that go away in the middle leave nothing behind", async () => {
  for (const end of ["reset", "cut"] as const) {
    const { http2, post } = session();
    const streams = Array.from({ length: 50 }, post);
    const gone = streams.map(
      (stream) => new Promise((resolve) => stream.on("error", () => undefined).once("close", resolve)),
    );
    await Promise.all(streams.map((stream) => new Promise((resolve) => stream.write('{"metadata":', resolve))));
    if (end === "reset") for (const stream of streams) stream.close(8);
    else http2.destroy();
    await Promise.all(gone);
    http2.destroy();
  }
  assert.equal((await server.ask("GET", CONFIG_MAPS)).status, 200);
  assert.deepEqual(server.errors, []);
});

test(`${CONNECTIONS} idle connections keep nobody else from being served`, async () => {
  const { hostname, port } = new URL(server.server.url);
  const before = process.memoryUsage().rss;
  const sockets: Socket[] = [];
  for (let i = 0; i < CONNECTIONS; i += 100) {
    await Promise.all(
      Array.from({ length: 100 }, () => {
        const socket = connectTCP(Number(port), hostname);
        sockets.push(socket);
        return new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
      }),
    );
  }
  assert.equal((await server.ask("GET", `${CONFIG_MAPS}/patched`)).status, 200);
  const grown = (process.memoryUsage().rss - before) / MIB;
  assert.ok(grown < 300, `${CONNECTIONS} connections take ${grown} MiB`);
  const closed = sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
});
