import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { MemoryBackend } from "../memory/index.js";
import type { ListQuery, TakeEvents } from "../resource-storage.js";
import { everything, selecting, take, TestCodec, testObject } from "../testing/index.js";
import { describeObjectEvent } from "../testing/test-objects.js";
import { Cacher } from "./index.js";

const PREFIX = "/registry/things/";

interface Write {
  readonly name: number;
  readonly app: "a" | "b";
  readonly remove: boolean;
}

const write: fc.Arbitrary<Write> = fc.record({
  name: fc.nat(12),
  app: fc.constantFrom("a", "b"),
  remove: fc.boolean(),
});

/** What a watcher of `app` has to see of one write, given the app before and after. */
function expected(app: string | undefined, before: string | undefined, after: string | undefined): string | undefined {
  const [was, is] = [before, after].map((value) => value !== undefined && (app === undefined || value === app));
  if (is) return was ? "MODIFIED" : "ADDED";
  return was ? "DELETED" : undefined;
}

test("for any writes, every revision lists as it was and every watch from it sees exactly what followed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 120 }), fc.nat(200), async (writes, maxEvents) => {
      const clock = new FakeClock();
      const backend = new MemoryBackend({ clock });
      await backend.start();
      const stop = new AbortController();
      const cacher = new Cacher({
        ...{ backend, codec: new TestCodec(), clock, prefix: PREFIX, namespaced: true },
        history: { minEvents: 4, maxEvents: 4 + maxEvents },
        watcherLimits: { maxEvents: maxEvents % 5, maxBytes: 1 << 20 },
      });
      const running = cacher.run(stop.signal);
      await cacher.waitReady();
      const start = await backend.currentRevision();
      const query = { predicate: everything, allowBookmarks: false, resourceVersion: `${start}` };
      const readings = READERS.map((reader) => readAll(cacher.watch(PREFIX, query), reader, stop.signal));

      const apps = new Map<string, string>();
      const states = new Map<bigint, string>([[start, ""]]);
      const changes: { revision: bigint; name: string; before: string | undefined; after: string | undefined }[] = [];
      for (const { name: number, app, remove } of writes) {
        const name = String(number).padStart(2, "0");
        const key = `${PREFIX}ns/${name}`;
        const current = await backend.get(key);
        if (remove && current === undefined) continue;
        const before = apps.get(name);
        const bytes = testObject("ns", name, { labels: { app } });
        let revision: bigint;
        if (remove) revision = await backend.delete(key, current!.modRevision);
        else if (current === undefined) revision = (await backend.create(key, bytes)).modRevision;
        else revision = (await backend.update(key, bytes, current.modRevision)).modRevision;
        if (remove) apps.delete(name);
        else apps.set(name, app);
        changes.push({ revision, name, before, after: remove ? undefined : app });
        states.set(revision, [...apps].sort().join(" "));
      }

      for (const [revision, want] of states) {
        const query: ListQuery = {
          limit: 0,
          predicate: everything,
          resourceVersion: `${revision}`,
          resourceVersionMatch: "Exact",
        };
        const { items } = await cacher.list(PREFIX, query);
        const got = items.map((o) => [o.attributes().fields["metadata.name"], o.attributes().labels.app].join());
        assert.equal(got.join(" "), want, `at ${revision}`);
      }
      const floor = changes.length > 4 + maxEvents ? changes.at(-(4 + maxEvents) - 1)!.revision : start;
      for (const revision of states.keys()) {
        if (revision < floor) continue;
        for (const app of [undefined, "a"]) {
          const want = changes
            .filter((change) => change.revision > revision)
            .map((change) => ({ ...change, type: expected(app, change.before, change.after) }))
            .filter(({ type }) => type !== undefined)
            .map(({ type, name, revision: at }) => `${type} ${name}@${at}`);
          const predicate = app === undefined ? everything : selecting({ app });
          const query = { predicate, allowBookmarks: false, resourceVersion: `${revision}` };
          const watch = cacher.watch(PREFIX, query)[Symbol.asyncIterator]();
          assert.deepEqual((await take(watch, want.length)).map(describeObjectEvent), want, `after ${revision}`);
          await watch.return?.();
        }
      }
      await clock.advance(0);
      stop.abort();
      await running;
      const all = changes.map(
        ({ revision, name, before, after }) => `${expected(undefined, before, after)} ${name}@${revision}`,
      );
      for (const [i, seen] of (await Promise.all(readings)).entries()) {
        assert.deepEqual(seen, all.slice(0, seen.length), READERS[i]);
        assert.ok(
          seen.length === all.length || changes.length > 4 + maxEvents,
          `only one who was too slow misses anything: ${READERS[i]}`,
        );
      }
      await backend.stop();
    }),
    { numRuns: 60 },
  );
});

const READERS = ["a loop", "delivered to one who never waits", "delivered to one who waits now and then"] as const;

/** All that a watch shows until it ends, however it ends. */
async function readAll(
  watch: ReturnType<Cacher["watch"]>,
  reader: (typeof READERS)[number],
  signal: AbortSignal,
): Promise<string[]> {
  const seen: string[] = [];
  let busy = false;
  let batches = 0;
  const take: TakeEvents = (batch) => {
    assert.ok(!busy, "the next batch comes when the last one is taken");
    seen.push(...batch.map(describeObjectEvent));
    if (reader !== "delivered to one who waits now and then" || ++batches % 3 !== 0) return;
    busy = true;
    return turn().then(() => {
      busy = false;
    });
  };
  try {
    if (reader === "a loop") for await (const batch of watch) await take(batch);
    else await watch.deliver(take);
  } catch (err) {
    assert.ok(signal.aborted || (err as { code?: string }).code === "Compacted", String(err));
  }
  return seen;
}
