import assert from "node:assert/strict";
import { StorageError } from "../interface.js";
import { compareKeys } from "../ordered/index.js";
import { type BackendTest, bytesOf, textOf } from "./backend-under-test.js";

function fails(code: StorageError["code"], current?: string) {
  return (err: unknown): boolean => {
    assert.ok(err instanceof StorageError, String(err));
    assert.equal(err.code, code);
    assert.equal(textOf(err.details.current), current);
    return true;
  };
}

/** Single keys, lists and counts of the present state. */
export const valueTests: readonly BackendTest[] = [
  {
    name: "a key is created, read, updated and deleted, each write at a higher revision",
    async run({ backend }) {
      const before = await backend.currentRevision();
      const created = await backend.create("/r/a/x", bytesOf("1"));
      assert.ok(created.modRevision > before);
      assert.equal(created.createRevision, created.modRevision);
      assert.deepEqual(await backend.get("/r/a/x"), created);
      const updated = await backend.update("/r/a/x", bytesOf("2"), created.modRevision);
      assert.ok(updated.modRevision > created.modRevision);
      assert.equal(updated.createRevision, created.createRevision);
      assert.equal(textOf(await backend.get("/r/a/x")), "2");
      const deleted = await backend.delete("/r/a/x", updated.modRevision);
      assert.ok(deleted > updated.modRevision);
      assert.equal(await backend.get("/r/a/x"), undefined);
      const again = await backend.create("/r/a/x", bytesOf("3"));
      assert.equal(again.createRevision, again.modRevision);
      assert.equal(await backend.currentRevision(), again.modRevision);
    },
  },
  {
    name: "creating a key that exists fails with what is there",
    async run({ backend }) {
      await backend.create("/r/a/x", bytesOf("1"));
      await assert.rejects(backend.create("/r/a/x", bytesOf("2")), fails("KeyExists", "1"));
      assert.equal(textOf(await backend.get("/r/a/x")), "1");
    },
  },
  {
    name: "writes that expect another revision fail with what is there and change nothing",
    async run({ backend }) {
      const first = await backend.create("/r/a/x", bytesOf("1"));
      const second = await backend.update("/r/a/x", bytesOf("2"), first.modRevision);
      await assert.rejects(backend.update("/r/a/x", bytesOf("3"), first.modRevision), fails("Conflict", "2"));
      await assert.rejects(backend.delete("/r/a/x", first.modRevision), fails("Conflict", "2"));
      await assert.rejects(backend.update("/r/a/gone", bytesOf("3"), 5n), fails("Conflict"));
      await assert.rejects(backend.delete("/r/a/gone", 5n), fails("Conflict"));
      assert.deepEqual(await backend.get("/r/a/x"), second);
      assert.equal(await backend.currentRevision(), second.modRevision);
    },
  },
  {
    name: "of many writers with the same expectation exactly one wins",
    async run({ backend }) {
      let current = await backend.create("/r/a/x", bytesOf("0"));
      for (let round = 0; round < 5; round++) {
        const expected = current.modRevision;
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, (_, i) => backend.update("/r/a/x", bytesOf(`${round}.${i}`), expected)),
        );
        const won = results.filter((r) => r.status === "fulfilled");
        assert.equal(won.length, 1);
        for (const r of results) {
          if (r.status === "rejected") fails("Conflict", textOf(won[0]!.value))(r.reason);
        }
        current = won[0]!.value;
        assert.deepEqual(await backend.get("/r/a/x"), current);
      }
    },
  },
  {
    name: "concurrent creates of one key let one through",
    async run({ backend }) {
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => backend.create("/r/a/x", bytesOf(`${i}`))),
      );
      const won = results.filter((r) => r.status === "fulfilled");
      assert.equal(won.length, 1);
      for (const r of results) {
        if (r.status === "rejected") fails("KeyExists", textOf(won[0]!.value))(r.reason);
      }
    },
  },
  {
    name: "values may hold any bytes, from none to a megabyte",
    async run({ backend }) {
      const cases = [new Uint8Array(0), new Uint8Array([0, 255, 128, 10]), new Uint8Array(1 << 20).fill(7)];
      for (const [i, bytes] of cases.entries()) {
        await backend.create(`/r/a/${i}`, bytes);
        const read = await backend.get(`/r/a/${i}`);
        assert.ok(read !== undefined && Buffer.compare(read.bytes, bytes) === 0, `case ${i}`);
      }
      const listed = await backend.list("/r/a/");
      assert.deepEqual(
        listed.values.map((v) => v.bytes.byteLength),
        cases.map((bytes) => bytes.byteLength),
      );
    },
  },
  {
    name: "a list holds what lies below its prefix, in order of bytes, and the revision it is true at",
    async run({ backend }) {
      const names = ["b", "a", "a/z", "a-b", "a.b", "ä", "\uffff", "😀", "Z", "10", "9"];
      for (const name of names) await backend.create(`/r/pods/${name}`, bytesOf(name));
      await backend.create("/r/podsx/a", bytesOf("other"));
      const last = await backend.create("/r/pod", bytesOf("other"));
      const { values, revision, more, remaining } = await backend.list("/r/pods/");
      assert.deepEqual(
        values.map((v) => v.key),
        names.map((name) => `/r/pods/${name}`).sort(compareKeys),
      );
      for (const value of values) assert.equal(value.key, `/r/pods/${textOf(value)}`);
      assert.equal(revision, last.modRevision);
      assert.deepEqual({ more, remaining }, { more: false, remaining: 0 });
      assert.deepEqual((await backend.list("/r/none/")).values, []);
      assert.equal(await backend.count("/r/pods/"), names.length);
      assert.equal(await backend.count("/r/none/"), 0);
    },
  },
  {
    name: "a list in pages says what remains",
    async run({ backend }) {
      for (let i = 0; i < 7; i++) await backend.create(`/r/a/${i}`, bytesOf(`${i}`));
      const first = await backend.list("/r/a/", { limit: 3 });
      assert.deepEqual([first.values.map(textOf).join(), first.more, first.remaining], ["0,1,2", true, 4]);
      const second = await backend.list("/r/a/", { limit: 3, after: "/r/a/2" });
      assert.deepEqual([second.values.map(textOf).join(), second.more, second.remaining], ["3,4,5", true, 1]);
      const third = await backend.list("/r/a/", { limit: 3, after: "/r/a/5" });
      assert.deepEqual([third.values.map(textOf).join(), third.more, third.remaining], ["6", false, 0]);
      const exact = await backend.list("/r/a/", { limit: 7 });
      assert.deepEqual([exact.values.length, exact.more, exact.remaining], [7, false, 0]);
      const between = await backend.list("/r/a/", { after: "/r/a/3x" });
      assert.equal(between.values.map(textOf).join(), "4,5,6");
    },
  },
  {
    name: "statistics count keys and name the newest revision",
    async run({ backend }) {
      await backend.create("/r/a/1", bytesOf("1"));
      const second = await backend.create("/r/b/2", bytesOf("2"));
      const last = await backend.delete("/r/b/2", second.modRevision);
      const { keys, revision } = await backend.stats();
      assert.deepEqual({ keys, revision }, { keys: 1, revision: last });
      await backend.healthCheck();
    },
  },
];
