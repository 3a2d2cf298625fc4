import assert from "node:assert/strict";
import { StorageError } from "../interface.js";
import { type BackendTest, bytesOf, describeEvent, readChanges, textOf } from "./backend-under-test.js";

/** TTLs, the end of a backend, and what outlives it. */
export const lifeTests: readonly BackendTest[] = [
  {
    name: "a key with a TTL goes by itself, and a later write without one keeps it",
    needs: "advance",
    async run({ backend, advance }) {
      const start = await backend.currentRevision();
      await backend.create("/r/a/short", bytesOf("1"), { ttlSeconds: 10 });
      const kept = await backend.create("/r/a/kept", bytesOf("1"), { ttlSeconds: 10 });
      await backend.update("/r/a/kept", bytesOf("2"), kept.modRevision);
      const longer = await backend.create("/r/a/longer", bytesOf("1"), { ttlSeconds: 10 });
      await backend.update("/r/a/longer", bytesOf("2"), longer.modRevision, { ttlSeconds: 60 });
      await advance!(9_000);
      assert.equal(textOf(await backend.get("/r/a/short")), "1");
      await advance!(2_000);
      const watch = backend.watch("/r/a/", { afterRevision: start })[Symbol.asyncIterator]();
      const seen = await readChanges(watch, 6);
      assert.match(describeEvent(seen.at(-1)!), /^delete \/r\/a\/short@/);
      assert.equal(await backend.get("/r/a/short"), undefined);
      await advance!(50_000);
      assert.match(describeEvent((await readChanges(watch, 1))[0]!), /^delete \/r\/a\/longer@/);
      assert.equal(textOf(await backend.get("/r/a/kept")), "2");
      await watch.return?.();
    },
  },
  {
    name: "a stop ends watches cleanly and later calls fail",
    async run({ backend }) {
      const after = await backend.currentRevision();
      const watch = backend.watch("/r/a/", { afterRevision: after })[Symbol.asyncIterator]();
      await backend.create("/r/a/x", bytesOf("1"));
      await readChanges(watch, 1);
      const waiting = watch.next();
      await backend.stop();
      assert.deepEqual(await waiting, { done: true, value: undefined });
      for (const call of [backend.get("/r/a/x"), backend.create("/r/a/y", bytesOf("1")), backend.list("/r/a/")])
        await assert.rejects(call, (err: unknown) => err instanceof StorageError && err.code === "Unavailable");
    },
  },
  {
    name: "values, revisions, history and the compacted revision outlive a restart",
    needs: "reopen",
    async run({ backend, reopen }) {
      const first = await backend.create("/r/a/x", bytesOf("1"));
      const second = await backend.update("/r/a/x", bytesOf("2"), first.modRevision);
      const y = await backend.create("/r/a/y", bytesOf("y"));
      const gone = await backend.delete("/r/a/y", y.modRevision);
      await backend.compact(second.modRevision);
      const again = await reopen!();
      assert.equal(await again.currentRevision(), gone);
      assert.deepEqual(await again.get("/r/a/x"), second);
      assert.equal((await again.stats()).compactedRevision, second.modRevision);
      assert.deepEqual((await again.list("/r/a/", { revision: y.modRevision })).values.map(textOf), ["2", "y"]);
      await assert.rejects(
        again.get("/r/a/x", { revision: first.modRevision }),
        (err: unknown) => err instanceof StorageError && err.code === "Compacted",
      );
      const watch = again.watch("/r/a/", { afterRevision: second.modRevision })[Symbol.asyncIterator]();
      const next = await again.create("/r/a/z", bytesOf("z"));
      assert.deepEqual((await readChanges(watch, 3)).map(describeEvent), [
        `put /r/a/y=y@${y.modRevision}`,
        `delete /r/a/y@${gone} (was y@${y.modRevision})`,
        `put /r/a/z=z@${next.modRevision}`,
      ]);
      assert.ok(next.modRevision > gone);
      await watch.return?.();
    },
  },
  {
    name: "a TTL goes on after a restart",
    needs: "reopen",
    async run({ backend, reopen, advance }) {
      if (advance === undefined) return;
      await backend.create("/r/a/x", bytesOf("1"), { ttlSeconds: 10 });
      await advance(6_000);
      const again = await reopen!();
      assert.equal(textOf(await again.get("/r/a/x")), "1");
      const watch = again.watch("/r/a/")[Symbol.asyncIterator]();
      await advance(5_000);
      assert.match(describeEvent((await readChanges(watch, 1))[0]!), /^delete \/r\/a\/x@/);
      await watch.return?.();
    },
  },
];
