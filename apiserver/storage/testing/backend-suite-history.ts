import assert from "node:assert/strict";
import { StorageError } from "../interface.js";
import { type BackendTest, bytesOf, textOf } from "./backend-under-test.js";

function failsAt(code: StorageError["code"], revision: bigint) {
  return (err: unknown): boolean => {
    assert.ok(err instanceof StorageError, String(err));
    assert.deepEqual([err.code, err.details.revision], [code, revision]);
    return true;
  };
}

/** Reads at earlier revisions, and compaction. */
export const historyTests: readonly BackendTest[] = [
  {
    name: "every earlier revision can be read",
    async run({ backend }) {
      const states: { revision: bigint; want: string }[] = [];
      const model = new Map<string, string>();
      const note = (revision: bigint): void => {
        const want = [...model]
          .sort()
          .map(([k, v]) => `${k}=${v}`)
          .join();
        states.push({ revision, want });
      };
      for (let i = 0; i < 40; i++) {
        const key = `/r/a/${(i * 7) % 5}`;
        const current = await backend.get(key);
        if (current === undefined) {
          model.set(key, `${i}`);
          note((await backend.create(key, bytesOf(`${i}`))).modRevision);
        } else if (i % 3 === 0) {
          model.delete(key);
          note(await backend.delete(key, current.modRevision));
        } else {
          model.set(key, `${i}`);
          note((await backend.update(key, bytesOf(`${i}`), current.modRevision)).modRevision);
        }
      }
      for (const { revision, want } of states) {
        const list = await backend.list("/r/a/", { revision });
        assert.equal(list.values.map((v) => `${v.key}=${textOf(v)}`).join(), want, `at ${revision}`);
        assert.equal(list.revision, revision);
        for (const value of list.values) assert.deepEqual(await backend.get(value.key, { revision }), value);
      }
    },
  },
  {
    name: "pages at one revision fit together while others write",
    async run({ backend }) {
      for (let i = 10; i < 20; i++) await backend.create(`/r/a/${i}`, bytesOf("old"));
      const { revision, values } = await backend.list("/r/a/", { limit: 4 });
      const keys = values.map((v) => v.key);
      for (const value of (await backend.list("/r/a/")).values) {
        if (value.key < "/r/a/15") await backend.delete(value.key, value.modRevision);
        else await backend.update(value.key, bytesOf("new"), value.modRevision);
      }
      await backend.create("/r/a/155", bytesOf("new"));
      for (;;) {
        const page = await backend.list("/r/a/", { limit: 4, after: keys.at(-1)!, revision });
        keys.push(...page.values.map((v) => v.key));
        assert.ok(page.values.every((v) => textOf(v) === "old"));
        assert.equal(page.remaining, 10 - keys.length);
        if (!page.more) break;
      }
      assert.deepEqual(
        keys,
        Array.from({ length: 10 }, (_, i) => `/r/a/${i + 10}`),
      );
    },
  },
  {
    name: "a revision that does not exist yet is refused",
    async run({ backend }) {
      const { modRevision } = await backend.create("/r/a/x", bytesOf("1"));
      await assert.rejects(
        backend.list("/r/a/", { revision: modRevision + 5n }),
        failsAt("FutureRevision", modRevision),
      );
      await assert.rejects(
        backend.get("/r/a/x", { revision: modRevision + 5n }),
        failsAt("FutureRevision", modRevision),
      );
    },
  },
  {
    name: "compaction forgets history and keeps the newest values",
    async run({ backend }) {
      const first = await backend.create("/r/a/x", bytesOf("1"));
      const second = await backend.update("/r/a/x", bytesOf("2"), first.modRevision);
      const other = await backend.create("/r/a/y", bytesOf("y"));
      const gone = await backend.delete("/r/a/y", other.modRevision);
      const third = await backend.update("/r/a/x", bytesOf("3"), second.modRevision);
      await backend.compact(gone);
      const tooOld = second.modRevision;
      await assert.rejects(backend.list("/r/a/", { revision: tooOld }), failsAt("Compacted", gone));
      await assert.rejects(backend.get("/r/a/x", { revision: tooOld }), failsAt("Compacted", gone));
      assert.equal(textOf(await backend.get("/r/a/x", { revision: gone })), "2");
      assert.deepEqual((await backend.list("/r/a/", { revision: gone })).values.map(textOf), ["2"]);
      assert.deepEqual(await backend.get("/r/a/x"), third);
      assert.equal((await backend.stats()).compactedRevision, gone);
      await backend.compact(first.modRevision);
      assert.equal((await backend.stats()).compactedRevision, gone, "compaction never goes back");
    },
  },
];
