import assert from "node:assert/strict";
import test from "node:test";
import { realClock } from "../../apimachinery/clock/index.js";
import { etcdMissing, EtcdServer } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { Cacher, EtcdBackend, isStorageError, type StorageBackend } from "../../apiserver/storage/index.js";
import { everything, TestCodec } from "../../apiserver/storage/testing/index.js";
import { Acknowledged, countIn, valueAt } from "./acknowledged.js";

const ROUNDS = Number(process.env.KINDSMITH_ETCD_FAULT_ROUNDS ?? 10);
const WRITERS = 8;

/** Counts up in one key until `stop`. A write whose outcome is unknown is looked up before the next. */
async function countUp(
  backend: StorageBackend,
  key: string,
  acknowledged: Acknowledged,
  stop: () => boolean,
): Promise<void> {
  while (!stop()) {
    try {
      const current = await backend.get(key);
      const n = current === undefined ? 0 : countIn(current.bytes) + 1;
      const written =
        current === undefined
          ? await backend.create(key, valueAt(n))
          : await backend.update(key, valueAt(n), current.modRevision);
      acknowledged.note(key, n, written.modRevision);
    } catch (err) {
      assert.ok(isStorageError(err, "Unavailable"), String(err));
    }
  }
}

test(`etcd is killed and restarted under load, ${ROUNDS} times`, { skip: etcdMissing ?? false }, async () => {
  const server = await EtcdServer.start();
  const backend = new EtcdBackend({ endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 });
  const acknowledged = new Acknowledged();
  const stopCache = new AbortController();
  try {
    await backend.start();
    const prefix = "/r/counters/";
    const cacher = new Cacher({ backend, codec: new TestCodec(), clock: realClock, prefix, namespaced: false });
    const caching = cacher.run(stopCache.signal);
    await cacher.waitReady();
    const watch = cacher.watch(prefix, { predicate: everything, allowBookmarks: false, resourceVersion: "0" });
    const seen = new Map<string, number>();
    const watching = (async () => {
      for await (const batch of watch) {
        for (const event of batch) {
          if (event.type === "BOOKMARK") continue;
          const n = countIn(event.object.bytes);
          assert.equal(
            n,
            (seen.get(event.object.key) ?? -1) + 1,
            `${event.object.key}: a change is missing or repeated`,
          );
          seen.set(event.object.key, n);
        }
      }
    })();
    for (let round = 0; round < ROUNDS; round++) {
      let stopping = false;
      const before = acknowledged.highestRevision;
      const writing = Array.from({ length: WRITERS }, (_, i) =>
        countUp(backend, `${prefix}${i}`, acknowledged, () => stopping),
      );
      while (acknowledged.highestRevision < before + 50n) await new Promise((resolve) => setImmediate(resolve));
      await server.kill();
      await server.restart();
      const restarted = acknowledged.highestRevision;
      while (acknowledged.highestRevision < restarted + 20n) await new Promise((resolve) => setImmediate(resolve));
      stopping = true;
      await Promise.all(writing);
      await acknowledged.verify(backend);
    }
    const { values } = await backend.list(prefix);
    const done = (): boolean => values.every((value) => seen.get(value.key) === countIn(value.bytes));
    // The watch comes back after a pause that grows with each failure.
    const end = Date.now() + 60_000;
    while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(done(), "the watch has seen everything");
    stopCache.abort();
    await caching;
    await watching;
  } finally {
    stopCache.abort();
    await backend.stop();
    await server.dispose();
  }
});
