import assert from "node:assert/strict";
import { StorageError, type StorageEvent } from "../interface.js";
import { type BackendTest, bytesOf, changesOf, describeEvent, readChanges, readUntil } from "./backend-under-test.js";

/** Watches: order, completeness, resumption, progress and their ends. */
export const watchTests: readonly BackendTest[] = [
  {
    name: "a watch shows later changes below its prefix with the values before",
    async run({ backend }) {
      await backend.create("/r/a/before", bytesOf("0"));
      const after = await backend.currentRevision();
      const watch = backend.watch("/r/a/", { afterRevision: after })[Symbol.asyncIterator]();
      const x = await backend.create("/r/a/x", bytesOf("1"));
      await backend.create("/r/ab/x", bytesOf("other"));
      const y = await backend.update("/r/a/x", bytesOf("2"), x.modRevision);
      const gone = await backend.delete("/r/a/x", y.modRevision);
      const again = await backend.create("/r/a/x", bytesOf("3"));
      const seen = await readChanges(watch, 4);
      assert.deepEqual(seen.map(describeEvent), [
        `put /r/a/x=1@${x.modRevision}`,
        `put /r/a/x=2@${y.modRevision} (was 1@${x.modRevision})`,
        `delete /r/a/x@${gone} (was 2@${y.modRevision})`,
        `put /r/a/x=3@${again.modRevision}`,
      ]);
      await watch.return?.();
    },
  },
  {
    name: "a watch without a revision starts now",
    async run({ backend }) {
      await backend.create("/r/a/x", bytesOf("1"));
      const watch = backend.watch("/r/a/")[Symbol.asyncIterator]();
      // The first event tells that the watch is open, on backends that need a while for it.
      const first = readChanges(watch, 1);
      let made = 0;
      let open = false;
      void first.then(() => (open = true));
      while (!open && made < 1000) await backend.create(`/r/a/y${String(made++).padStart(4, "0")}`, bytesOf("2"));
      const [event] = await first;
      assert.match(describeEvent(event!), /^put \/r\/a\/y/);
      await watch.return?.();
    },
  },
  {
    name: "who has seen the last change below a prefix is told how far the backend is, where it knows that by itself",
    async run({ backend }) {
      if (backend.currentRevisionIfSeen === undefined) return;
      const before = await backend.create("/r/a/x", bytesOf("1"));
      assert.equal(backend.currentRevisionIfSeen("/r/a/", before.modRevision), undefined, "nobody watches");
      const watch = backend.watch("/r/a/", { afterRevision: before.modRevision })[Symbol.asyncIterator]();
      const y = await backend.create("/r/a/y", bytesOf("2"));
      const elsewhere = await backend.create("/r/b/z", bytesOf("3"));
      assert.equal(backend.currentRevisionIfSeen("/r/a/", before.modRevision), undefined, "y is not seen");
      assert.equal(backend.currentRevisionIfSeen("/r/a/", y.modRevision), elsewhere.modRevision);
      const gone = await backend.delete("/r/a/y", y.modRevision);
      assert.equal(backend.currentRevisionIfSeen("/r/a/", y.modRevision), undefined, "nor that it is gone");
      assert.equal(backend.currentRevisionIfSeen("/r/a/", gone), gone);
      assert.deepEqual((await readChanges(watch, 2)).map(describeEvent), [
        `put /r/a/y=2@${y.modRevision}`,
        `delete /r/a/y@${gone} (was 2@${y.modRevision})`,
      ]);
      await watch.return?.();
      assert.equal(backend.currentRevisionIfSeen("/r/a/", gone), undefined, "nobody watches any more");
    },
  },
  {
    name: "a watch resumed at any revision continues without gap or repeat",
    async run({ backend }) {
      const start = await backend.currentRevision();
      for (let i = 0; i < 30; i++) {
        const key = `/r/a/${i % 4}`;
        const current = await backend.get(key);
        if (current === undefined) await backend.create(key, bytesOf(`${i}`));
        else if (i % 5 === 0) await backend.delete(key, current.modRevision);
        else await backend.update(key, bytesOf(`${i}`), current.modRevision);
      }
      const all = await changesSince(backend.watch("/r/a/", { afterRevision: start }), 30);
      assert.ok(all.every((event, i) => i === 0 || event.revision > all[i - 1]!.revision));
      for (const [i, event] of all.entries()) {
        if (i === all.length - 1) break;
        const rest = await changesSince(backend.watch("/r/a/", { afterRevision: event.revision }), 29 - i);
        assert.deepEqual(rest.map(describeEvent), all.slice(i + 1).map(describeEvent));
      }
    },
  },
  {
    name: "watches opened under concurrent writes miss nothing",
    async run({ backend }) {
      const start = await backend.currentRevision();
      const total = 300;
      const writing = Promise.all(
        Array.from({ length: 10 }, async (_, writer) => {
          for (let i = 0; i < total / 10; i++) await backend.create(`/r/a/${writer}.${i}`, bytesOf("v"));
        }),
      );
      const watches = [];
      for (let i = 0; i < 5; i++) {
        watches.push(changesSince(backend.watch("/r/a/", { afterRevision: start }), total));
        await backend.get("/r/a/none");
      }
      await writing;
      const [first, ...others] = await Promise.all(watches);
      assert.equal(new Set(first!.map(describeEvent)).size, total);
      for (const other of others) assert.deepEqual(other.map(describeEvent), first!.map(describeEvent));
    },
  },
  {
    name: "a watch of the future shows only what comes after it",
    async run({ backend }) {
      const { modRevision } = await backend.create("/r/a/0", bytesOf("0"));
      const watch = backend.watch("/r/a/", { afterRevision: modRevision + 2n })[Symbol.asyncIterator]();
      for (let i = 1; i <= 3; i++) await backend.create(`/r/a/${i}`, bytesOf("v"));
      const [event] = await readChanges(watch, 1);
      assert.equal(event!.revision, modRevision + 3n);
      await watch.return?.();
    },
  },
  {
    name: "progress covers changes elsewhere and follows the events it covers",
    async run({ backend }) {
      const start = await backend.currentRevision();
      const watch = backend.watch("/r/a/", { afterRevision: start })[Symbol.asyncIterator]();
      const own = await backend.create("/r/a/x", bytesOf("1"));
      const other = await backend.create("/r/b/x", bytesOf("1"));
      const seen: StorageEvent[] = await readChanges(watch, 1);
      assert.equal(seen[0]!.revision, own.modRevision);
      await backend.requestProgress("/r/a/");
      const rest = await readUntil(watch, (events) => events.some((e) => e.revision >= other.modRevision));
      assert.ok(rest.every((event) => event.type === "progress"));
      await watch.return?.();
    },
  },
  {
    name: "a watch from before the compaction ends with Compacted",
    async run({ backend }) {
      let value = await backend.create("/r/a/x", bytesOf("0"));
      const first = value.modRevision;
      for (let i = 0; i < 5; i++) value = await backend.update("/r/a/x", bytesOf(`${i}`), value.modRevision);
      await backend.compact(value.modRevision);
      await assert.rejects(
        async () => {
          for await (const batch of backend.watch("/r/a/", { afterRevision: first })) changesOf(batch);
        },
        (err: unknown) => {
          assert.ok(err instanceof StorageError);
          assert.deepEqual([err.code, err.details.revision], ["Compacted", value.modRevision]);
          return true;
        },
      );
      const watch = backend.watch("/r/a/", { afterRevision: value.modRevision })[Symbol.asyncIterator]();
      const next = await backend.update("/r/a/x", bytesOf("next"), value.modRevision);
      assert.equal((await readChanges(watch, 1))[0]!.revision, next.modRevision);
      await watch.return?.();
    },
  },
  {
    name: "an aborted watch throws the signal's reason, and an aborted call does not run",
    async run({ backend }) {
      const stop = new AbortController();
      const after = await backend.currentRevision();
      const watch = backend.watch("/r/a/", { afterRevision: after, signal: stop.signal })[Symbol.asyncIterator]();
      const waiting = watch.next();
      stop.abort(new Error("enough"));
      await assert.rejects(waiting, /enough/);
      assert.deepEqual(await watch.next(), { done: true, value: undefined });
      await assert.rejects(backend.create("/r/a/x", bytesOf("1"), { signal: stop.signal }), /enough/);
      await assert.rejects(backend.get("/r/a/x", { signal: stop.signal }), /enough/);
      await assert.rejects(backend.list("/r/a/", { signal: stop.signal }), /enough/);
      assert.equal(await backend.get("/r/a/x"), undefined);
    },
  },
  {
    name: "leaving the loop ends the watch",
    async run({ backend }) {
      const after = await backend.currentRevision();
      const watch = backend.watch("/r/a/", { afterRevision: after });
      await backend.create("/r/a/x", bytesOf("1"));
      for await (const batch of watch) if (changesOf(batch).length > 0) break;
      const iterator = watch[Symbol.asyncIterator]();
      assert.equal((await iterator.next()).done, true);
    },
  },
];

async function changesSince(
  watch: AsyncIterable<readonly StorageEvent[]>,
  count: number,
): Promise<readonly StorageEvent[]> {
  const iterator = watch[Symbol.asyncIterator]();
  const seen = await readChanges(iterator, count);
  await iterator.return?.();
  return seen;
}
