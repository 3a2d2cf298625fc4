import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { FakeClock, realClock } from "../../../apimachinery/clock/index.js";
import { EmbeddedBackend } from "../embedded/index.js";
import { EtcdBackend } from "../etcd3/index.js";
import { etcdMissing, EtcdServer } from "../etcd3/testing/etcd-server.js";
import type { StorageBackend } from "../interface.js";
import { MemoryBackend } from "../memory/index.js";
import { bytesOf, textOf } from "../testing/index.js";
import { copyBackend } from "./index.js";

const PREFIX = "/registry/";

async function started<B extends StorageBackend>(backend: B): Promise<B> {
  await backend.start();
  return backend;
}

async function contents(backend: StorageBackend): Promise<string[]> {
  return (await backend.list(PREFIX)).values.map((value) => `${value.key}=${textOf(value)}`);
}

async function fill(backend: StorageBackend, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await backend.create(`${PREFIX}things/ns/${i}`, bytesOf(`${i}`));
}

test("a copy makes the target hold what the source holds, and a second one has nothing to do", async () => {
  const source = await started(new MemoryBackend({ clock: new FakeClock() }));
  const target = await started(new MemoryBackend({ clock: new FakeClock() }));
  await fill(source, 1_300);
  await source.create(`${PREFIX}events/ns/e`, bytesOf("expires"));
  for (const key of ["a", "things/ns/0", "things/ns/42x", "zzz"]) await target.create(PREFIX + key, bytesOf("old"));
  const opts = { prefix: PREFIX, exclude: [`${PREFIX}events/`], replace: true };
  await assert.rejects(copyBackend(source, target, { ...opts, replace: false }), /holds 4 keys below \/registry\//);
  const first = await copyBackend(source, target, opts);
  assert.deepEqual(
    { written: first.written, unchanged: first.unchanged, removed: first.removed, keys: first.keys },
    { written: 1_300, unchanged: 0, removed: 3, keys: 1_300 },
  );
  assert.deepEqual(
    await contents(target),
    (await contents(source)).filter((line) => !line.includes("/events/")),
  );
  const second = await copyBackend(source, target, opts);
  assert.deepEqual([second.written, second.unchanged, second.removed], [0, 1_300, 0]);
  assert.equal(second.digest, first.digest);
});

test("a copy that was cut short goes on where it was", async () => {
  const source = await started(new MemoryBackend({ clock: new FakeClock() }));
  const target = await started(new MemoryBackend({ clock: new FakeClock() }));
  await fill(source, 1_200);
  const stop = new AbortController();
  await assert.rejects(
    copyBackend(source, target, {
      prefix: PREFIX,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("cut")),
    }),
    /cut/,
  );
  assert.equal((await contents(target)).length, 500);
  await assert.rejects(copyBackend(source, target, { prefix: "/other/" }), /being filled by a copy of \/registry\//);
  const result = await copyBackend(source, target, { prefix: PREFIX });
  assert.deepEqual([result.written, result.unchanged], [700, 500]);
  assert.equal((await target.list("/kindsmith/")).values.length, 0, "the claim is gone");
});

test("a target that does not take what it is given is found out", async () => {
  const source = await started(new MemoryBackend({ clock: new FakeClock() }));
  const target = await started(new MemoryBackend({ clock: new FakeClock() }));
  await fill(source, 3);
  const create = target.create.bind(target);
  target.create = (key, bytes, opts) => create(key, key.endsWith("1") ? bytesOf("other") : bytes, opts);
  await assert.rejects(copyBackend(source, target, { prefix: PREFIX }), /the copy differs: 3 keys/);
});

test("from the embedded store to etcd and back", { skip: etcdMissing ?? false }, async () => {
  const root = await mkdtemp(join(tmpdir(), "kindsmith-copy-"));
  const server = await EtcdServer.start();
  const one = await started(new EmbeddedBackend({ dir: join(root, "one"), clock: realClock }));
  const etcd = await started(new EtcdBackend({ endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 }));
  const two = await started(new EmbeddedBackend({ dir: join(root, "two"), clock: realClock }));
  try {
    await fill(one, 700);
    const there = await copyBackend(one, etcd, { prefix: PREFIX });
    const back = await copyBackend(etcd, two, { prefix: PREFIX });
    assert.equal(there.digest, back.digest);
    assert.deepEqual(await contents(two), await contents(one));
  } finally {
    for (const backend of [one, etcd, two]) await backend.stop();
    await server.dispose();
    await rm(root, { recursive: true });
  }
});
