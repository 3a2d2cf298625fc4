import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeEnvelope } from "../../apimachinery/protobuf/index.js";
import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { protobufOf, SchemaIndex } from "./index.js";
import { comparable, fakeExchange, goldenBench } from "./testing/index.js";

const CONFIG_MAPS = "/api/v1/namespaces/golden/configmaps";
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const codec = protobufOf(SchemaIndex.ofGroups([coreGroup]))!;
const headers = { accept: PROTOBUF };

function frames(stream: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < stream.length;) {
    const length = stream.readUInt32BE(at);
    found.push(stream.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

test("objects, lists and errors as protobuf", async () => {
  const bench = await goldenBench([coreGroup]);
  const body = codec.encode({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "p" },
    data: { a: "b" },
  } as object);
  const created = fakeExchange("POST", CONFIG_MAPS, { headers: { ...headers, "content-type": PROTOBUF }, body });
  await bench.handle(created);
  assert.deepEqual([created.response.status, created.response.contentType], [201, PROTOBUF]);
  const json = (await bench.send("GET", `${CONFIG_MAPS}/p`)).body as KubeObject;
  const got = codec.decode(created.response.body) as KubeObject;
  assert.deepEqual(comparable(got), comparable(json));
  const list = codec.decode((await bench.exchange("GET", CONFIG_MAPS, { headers })).response.body) as KubeList;
  const { kind: _kind, apiVersion: _apiVersion, ...item } = json;
  assert.deepEqual([list.kind, list.items.length], ["ConfigMapList", 1]);
  assert.deepEqual(comparable(list.items[0]), comparable(item));
  const missing = await bench.exchange("GET", `${CONFIG_MAPS}/none`, { headers });
  assert.equal(missing.response.status, 404);
  assert.equal((codec.decode(missing.response.body) as { message?: string }).message, 'configmaps "none" not found');
});

for (const [apiVersion, message] of [
  [
    "v2",
    'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/api/legacyscheme/scheme.go:30"',
  ],
  [
    "a/b/c",
    'ConfigMap in version "" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "" in scheme "pkg/api/legacyscheme/scheme.go:30"',
  ],
] as const) {
  test(`a kind that nobody knows as protobuf: ${apiVersion}`, async () => {
    const bench = await goldenBench([coreGroup]);
    const body = encodeEnvelope(apiVersion, "ConfigMap", new Uint8Array());
    const exchange = fakeExchange("POST", CONFIG_MAPS, { headers: { "content-type": PROTOBUF }, body });
    await bench.handle(exchange);
    const { code, message: got } = JSON.parse(exchange.response.body.toString()) as { code: number; message: string };
    assert.equal(code, 400);
    assert.ok(got.startsWith(message), got);
  });
}

test("watches as frames of protobuf", async () => {
  const bench = await goldenBench([coreGroup]);
  await bench.send("POST", CONFIG_MAPS, { body: { metadata: { name: "p" } } });
  const watch = fakeExchange("GET", `${CONFIG_MAPS}?watch=true&timeoutSeconds=1&allowWatchBookmarks=true`, { headers });
  const watching = bench.handle(watch);
  await bench.clock.advance(1_000);
  await watching;
  assert.equal(watch.response.contentType, `${PROTOBUF};stream=watch`);
  const events = frames(watch.response.body);
  // Each event: field 1 is its type, and field 2 holds the object's envelope.
  assert.deepEqual(
    events.map((event) => event.subarray(2, 2 + event[1]!).toString()),
    ["ADDED", "BOOKMARK"],
  );
  const start = events[0]!.indexOf("k8s\0");
  assert.equal((codec.decode(events[0]!.subarray(start)) as KubeObject).metadata.name, "p");
});
