import assert from "node:assert/strict";
import { test } from "node:test";
import { coreGroup } from "../../generated/registry/core/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparable, fakeExchange, goldenBench, replay, type ApiBench, type Recording } from "./testing/index.js";

const FILE = "watch.json";
const CONFIG_MAPS = "/api/v1/namespaces/golden/configmaps";
const recordings = new Map(readGolden<Recording[]>(FILE, []).map((recording) => [recording.name, recording]));
const skip = skipWithout(FILE);

async function watchBench(): Promise<ApiBench> {
  const bench = await goldenBench([coreGroup]);
  await create(bench, "w2", { w: "no" });
  return bench;
}

async function create(bench: ApiBench, name: string, labels: object): Promise<void> {
  const answer = await bench.send("POST", CONFIG_MAPS, { body: { metadata: { name, labels } } });
  assert.equal(answer.status, 201);
}

async function patch(bench: ApiBench, name: string, body: object): Promise<void> {
  const headers = { "content-type": "application/merge-patch+json" };
  assert.equal((await bench.send("PATCH", `${CONFIG_MAPS}/${name}`, { headers, body })).status, 200);
}

/** Watches as recorded until the watch's time is over, while `meanwhile` goes on. */
async function events(bench: ApiBench, name: string, meanwhile?: () => Promise<void>): Promise<unknown[]> {
  const { request } = recordings.get(name)!;
  const version = await bench.backend.currentRevision();
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const exchange = fakeExchange(request.method, request.path.replace("<rv>", String(version)), { headers });
  const watching = bench.handle(exchange);
  await bench.clock.advance(0);
  await meanwhile?.();
  await bench.clock.advance(10_000);
  await watching;
  assert.equal(exchange.response.contentType, "application/json");
  return exchange.response.body
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}

test("an object leaves a label selector and returns", { skip }, async () => {
  const name = "label selector: an object leaves and returns";
  const bench = await watchBench();
  const got = await events(bench, name, async () => {
    await create(bench, "w1", { w: "yes" });
    await patch(bench, "w1", { data: { a: "1" } });
    await patch(bench, "w1", { metadata: { labels: { w: "no" } } });
    await patch(bench, "w1", { metadata: { labels: { w: "yes" } } });
    await bench.send("DELETE", `${CONFIG_MAPS}/w1`);
  });
  assert.deepEqual(comparable(got), comparable(recordings.get(name)!.response.body));
});

for (const name of [
  "no version: synthetic ADDED first",
  "version 0",
  "sendInitialEvents with bookmark",
  "watch one by field selector",
  "deprecated watch path",
  "metadata only",
  "future version",
]) {
  test(name, { skip }, async () => {
    assert.deepEqual(
      comparable(await events(await watchBench(), name)),
      comparable(recordings.get(name)!.response.body),
    );
  });
}

test("sendInitialEvents=false", { skip }, async () => {
  const name = "sendInitialEvents=false";
  assert.deepEqual(comparable(await events(await watchBench(), name)), comparable(recordings.get(name)!.response.body));
});

test("pages", { skip }, async () => {
  const bench = await watchBench();
  await bench.send("DELETE", `${CONFIG_MAPS}/w2`);
  for (let i = 0; i < 5; i++) await create(bench, `pg${i}`, { w: "page" });
  await create(bench, "w2", { w: "no" });
  let token = "";
  for (const name of ["page 1", "page 2", "page 3", "page 1 of a plain list", "continue with a resourceVersion"]) {
    const recording = recordings.get(name)!;
    const path = recording.request.path.replace("<continue>", token);
    const answer = await replay(bench, { ...recording, request: { ...recording.request, path } });
    const { metadata } = answer.body as { metadata: { continue?: string } };
    token = metadata.continue ?? token;
    if (metadata.continue !== undefined) metadata.continue = "<continue>";
    assert.deepEqual(comparable(answer.body), comparable(recording.response.body), name);
  }
  assert.match(
    Buffer.from(token, "base64url").toString(),
    /^\{"v":"meta\.k8s\.io\/v1","rv":\d+,"start":"\/pg1\\u0000"\}$/,
  );
});
