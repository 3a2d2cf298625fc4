import assert from "node:assert/strict";
import type { ResourceStorage, WatchQuery } from "../resource-storage.js";
import { isStorageError } from "../errors.js";
import { PREFIX, take, whileTimePasses, type ResourceTest } from "./resource-under-test.js";
import { describeObjectEvent, everything, selecting, testObject } from "./test-objects.js";

function watchOf(storage: ResourceStorage, query: Partial<WatchQuery> = {}, prefix = PREFIX) {
  const watch = storage.watch(prefix, { predicate: everything, allowBookmarks: false, ...query });
  return watch[Symbol.asyncIterator]();
}

/** Watches by version, streaming lists, selectors and bookmarks. */
export const resourceWatchTests: readonly ResourceTest[] = [
  ...["", "0"].map((resourceVersion): ResourceTest => ({
    name: `watch from version "${resourceVersion}" shows what is there, then changes`,
    async run({ storage, backend }) {
      const b = await storage.create(`${PREFIX}ns/b`, testObject("ns", "b"));
      const a = await storage.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const watch = watchOf(storage, { resourceVersion });
      const first = await take(watch, 2);
      assert.deepEqual(first.map(describeObjectEvent), [`ADDED a@${a.revision}`, `ADDED b@${b.revision}`]);
      const c = await backend.create(`${PREFIX}ns/c`, testObject("ns", "c"));
      const gone = await backend.delete(a.key, a.revision);
      assert.deepEqual((await take(watch, 2)).map(describeObjectEvent), [
        `ADDED c@${c.modRevision}`,
        `DELETED a@${gone}`,
      ]);
      await watch.return?.();
    },
  })),
  {
    name: "watch from a version shows the changes after it",
    async run({ storage, backend }) {
      const a = await backend.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const b = await backend.create(`${PREFIX}ns/b`, testObject("ns", "b"));
      const a2 = await backend.update(a.key, testObject("ns", "a", { data: "2" }), a.modRevision);
      const watch = watchOf(storage, { resourceVersion: `${a.modRevision}` });
      assert.deepEqual((await take(watch, 2)).map(describeObjectEvent), [
        `ADDED b@${b.modRevision}`,
        `MODIFIED a@${a2.modRevision}`,
      ]);
      const gone = await backend.delete(b.key, b.modRevision);
      const [deleted] = await take(watch, 1);
      assert.ok(deleted?.type === "DELETED");
      assert.equal(deleted.object.decoded().metadata.resourceVersion, `${gone}`);
      assert.deepEqual(deleted.object.bytes, b.bytes);
      await watch.return?.();
    },
  },
  {
    name: "a streaming list ends with a bookmark and goes on as a watch",
    async run({ storage, backend, clock }) {
      const a = await backend.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const other = await backend.create("/registry/others/z", testObject("", "z"));
      const watch = watchOf(storage, { sendInitialEvents: true, allowBookmarks: true });
      const first = await whileTimePasses(clock, take(watch, 2));
      assert.deepEqual(first.map(describeObjectEvent), [`ADDED a@${a.modRevision}`, `END@${other.modRevision}`]);
      const b = await backend.create(`${PREFIX}ns/b`, testObject("ns", "b"));
      assert.deepEqual((await take(watch, 1)).map(describeObjectEvent), [`ADDED b@${b.modRevision}`]);
      await watch.return?.();
    },
  },
  {
    name: "a streaming list of nothing is a bookmark at once, also at least as new as a version",
    async run({ storage, backend, clock }) {
      const other = await backend.create("/registry/others/z", testObject("", "z"));
      for (const resourceVersion of ["", "0", `${other.modRevision}`]) {
        const watch = watchOf(storage, { sendInitialEvents: true, allowBookmarks: true, resourceVersion });
        const [end] = await whileTimePasses(clock, take(watch, 1));
        assert.match(describeObjectEvent(end!), /^END@/);
        if (resourceVersion !== "0") assert.equal(describeObjectEvent(end!), `END@${other.modRevision}`);
        await watch.return?.();
      }
    },
  },
  ...["", "0", "now"].map((version): ResourceTest => ({
    name: `a watch from version "${version}" says once that it follows changes`,
    async run({ storage, backend }) {
      const a = await storage.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      let initialized = 0;
      const resourceVersion = version === "now" ? `${a.revision}` : version;
      const watch = watchOf(storage, { resourceVersion, onInitialized: () => initialized++ });
      if (version !== "now") {
        await take(watch, 1);
        assert.equal(initialized, 0);
      }
      const waiting = take(watch, 1);
      for (let turns = 0; initialized === 0 && turns < 100; turns++) await new Promise(setImmediate);
      assert.equal(initialized, 1);
      await backend.create(`${PREFIX}ns/b`, testObject("ns", "b"));
      await waiting;
      assert.equal(initialized, 1);
      await watch.return?.();
    },
  })),
  {
    name: "sendInitialEvents=false shows changes only",
    async run({ storage, backend }) {
      await storage.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const watch = watchOf(storage, { sendInitialEvents: false });
      const waiting = take(watch, 1);
      await new Promise((resolve) => setImmediate(resolve));
      const b = await backend.create(`${PREFIX}ns/b`, testObject("ns", "b"));
      assert.deepEqual((await waiting).map(describeObjectEvent), [`ADDED b@${b.modRevision}`]);
      await watch.return?.();
    },
  },
  {
    name: "a selector sees objects come into it and leave it",
    async run({ storage, backend }) {
      const labels = (app: string) => ({ labels: { app } });
      let x = await storage.create(`${PREFIX}ns/x`, testObject("ns", "x", labels("no")));
      await storage.create(`${PREFIX}ns/y`, testObject("ns", "y", labels("no")));
      const watch = watchOf(storage, { resourceVersion: `${x.revision}`, predicate: selecting({ app: "yes" }) });
      const want: string[] = [];
      for (const [app, event] of [
        ["yes", "ADDED"],
        ["yes", "MODIFIED"],
        ["no", "DELETED"],
        ["no", undefined],
        ["yes", "ADDED"],
      ] as const) {
        x = await storage.update(x.key, testObject("ns", "x", labels(app)), x.revision);
        if (event !== undefined) want.push(`${event} x@${x.revision}`);
      }
      want.push(`DELETED x@${await backend.delete(x.key, x.revision)}`);
      const seen = await take(watch, want.length);
      assert.deepEqual(seen.map(describeObjectEvent), want);
      const left = seen[2];
      assert.ok(left?.type === "DELETED");
      assert.deepEqual(left.object.attributes().labels, { app: "yes" }, "the last state that matched");
      await watch.return?.();
    },
  },
  {
    name: "a watch of a namespace, of a name and of a field sees no more than that",
    async run({ storage }) {
      const at = { resourceVersion: `${(await storage.create(`${PREFIX}a/0`, testObject("a", "0"))).revision}` };
      const watches = {
        namespace: watchOf(storage, at, `${PREFIX}a/`),
        name: watchOf(storage, { ...at, predicate: selecting({}, { "metadata.name": "y" }) }),
        namespaceField: watchOf(storage, { ...at, predicate: selecting({}, { "metadata.namespace": "b" }) }),
        node: watchOf(storage, { ...at, predicate: selecting({}, { "spec.nodeName": "n1" }) }),
      };
      assert.equal(storage.watcherCount(PREFIX) >= 0, true);
      const waiting = Object.entries(watches).map(([what, watch]) => [what, take(watch, 2)] as const);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(storage.watcherCount(PREFIX), 4);
      const p = await storage.create(`${PREFIX}a/x`, testObject("a", "x", { nodeName: "n1" }));
      const q = await storage.create(`${PREFIX}b/y`, testObject("b", "y", { nodeName: "n2" }));
      const r = await storage.create(`${PREFIX}a/y`, testObject("a", "y", { nodeName: "n2" }));
      const s = await storage.update(q.key, testObject("b", "y", { nodeName: "n1" }), q.revision);
      const want: { [what: string]: string[] } = {
        namespace: [`ADDED x@${p.revision}`, `ADDED y@${r.revision}`],
        name: [`ADDED y@${q.revision}`, `ADDED y@${r.revision}`],
        namespaceField: [`ADDED y@${q.revision}`, `MODIFIED y@${s.revision}`],
        node: [`ADDED x@${p.revision}`, `ADDED y@${s.revision}`],
      };
      for (const [what, events] of waiting)
        assert.deepEqual((await events).slice(0, 2).map(describeObjectEvent), want[what], what);
      for (const watch of Object.values(watches)) await watch.return?.();
      assert.equal(storage.watcherCount(PREFIX), 0);
    },
  },
  {
    name: "bookmarks come every minute and shortly before the deadline, with the newest revision",
    async run({ storage, backend, clock }) {
      const deadlineMs = clock.monotonic() + 100_000;
      const stop = new AbortController();
      const watch = watchOf(storage, {
        allowBookmarks: true,
        deadlineMs,
        signal: stop.signal,
        resourceVersion: `${await backend.currentRevision()}`,
      });
      const seen: string[] = [];
      const reading = (async () => {
        for (;;) {
          const next = await watch.next();
          if (next.done === true) return;
          for (const event of next.value) seen.push(describeObjectEvent(event));
        }
      })();
      await clock.advance(1_000);
      const other = await backend.create("/registry/others/z", testObject("", "z"));
      await clock.advance(57_000);
      assert.deepEqual(seen, []);
      await clock.advance(5_000);
      assert.deepEqual(seen, [`BOOKMARK@${other.modRevision}`]);
      const own = await backend.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      await clock.advance(40_000);
      assert.deepEqual(seen.slice(1), [`ADDED a@${own.modRevision}`, `BOOKMARK@${own.modRevision}`]);
      await clock.advance(200_000);
      assert.equal(seen.length, 3);
      stop.abort(new Error("enough"));
      await assert.rejects(reading, /enough/);
    },
  },
  {
    name: "a streaming list waits for its version, then names both versions",
    async run({ storage, backend, clock }) {
      const current = await backend.currentRevision();
      const resourceVersion = `${current + 7n}`;
      const watch = watchOf(storage, { sendInitialEvents: true, allowBookmarks: true, resourceVersion });
      await assert.rejects(
        whileTimePasses(clock, watch.next()),
        (err) => isStorageError(err, "FutureRevision") && err.details.revision === current,
      );
    },
  },
  {
    name: "an aborted watch throws the signal's reason",
    async run({ storage }) {
      const stop = new AbortController();
      const { revision } = await storage.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const watch = watchOf(storage, { resourceVersion: `${revision}`, signal: stop.signal });
      const waiting = watch.next();
      await new Promise((resolve) => setImmediate(resolve));
      stop.abort(new Error("enough"));
      await assert.rejects(waiting, /enough/);
      assert.equal(storage.watcherCount(PREFIX), 0);
    },
  },
  {
    name: "a watch can be left while it waits",
    async run({ storage }) {
      const { revision } = await storage.create(`${PREFIX}ns/a`, testObject("ns", "a"));
      const watch = watchOf(storage, { resourceVersion: `${revision}` });
      const waiting = watch.next();
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(storage.watcherCount(PREFIX), 1);
      await watch.return?.();
      assert.equal((await waiting).done, true);
      assert.equal((await watch.next()).done, true);
      assert.equal(storage.watcherCount(PREFIX), 0);
    },
  },
];
