import assert from "node:assert/strict";
import { isStorageError } from "../errors.js";
import { PREFIX, whileTimePasses, type ResourceTest } from "./resource-under-test.js";
import { testObject } from "./test-objects.js";

const KEY = `${PREFIX}ns/x`;

/** Single objects: writes, reads by age, and what is shared. */
export const objectTests: readonly ResourceTest[] = [
  {
    name: "writes return what was stored, and a delete the last state at its own revision",
    async run({ storage }) {
      const created = await storage.create(KEY, testObject("ns", "x", { data: "1" }));
      assert.equal(created.key, KEY);
      assert.equal(created.decoded().metadata.resourceVersion, created.revision.toString());
      const updated = await storage.update(KEY, testObject("ns", "x", { data: "2" }), created.revision);
      assert.ok(updated.revision > created.revision);
      await assert.rejects(storage.create(KEY, testObject("ns", "x")), (e) => isStorageError(e, "KeyExists"));
      await assert.rejects(storage.update(KEY, testObject("ns", "x"), created.revision), (e) =>
        isStorageError(e, "Conflict"),
      );
      await assert.rejects(storage.delete(KEY, created.revision), (e) => isStorageError(e, "Conflict"));
      const deleted = await storage.delete(KEY, updated.revision);
      assert.ok(deleted.revision > updated.revision);
      assert.deepEqual(deleted.bytes, updated.bytes);
      assert.equal(deleted.decoded().metadata.resourceVersion, deleted.revision.toString());
      assert.equal(await storage.get(KEY), undefined);
    },
  },
  {
    name: "a get without a version reads the newest, also what another server wrote",
    async run({ storage, backend }) {
      const value = await backend.create(KEY, testObject("ns", "x"));
      assert.equal((await storage.get(KEY))?.revision, value.modRevision);
      assert.equal((await storage.get(`${PREFIX}ns/none`))?.revision, undefined);
    },
  },
  {
    name: "a get at least as new as a version waits for it, then names both versions",
    async run({ storage, backend, clock }) {
      const value = await backend.create(KEY, testObject("ns", "x"));
      const other = await backend.create("/registry/others/y", testObject("", "y"));
      const at = (revision: bigint) => ({ resourceVersion: revision.toString() });
      assert.equal((await storage.get(KEY, at(value.modRevision)))?.revision, value.modRevision);
      assert.equal(
        (await whileTimePasses(clock, Promise.resolve(storage.get(KEY, at(other.modRevision)))))?.revision,
        value.modRevision,
        "a version that another resource's write made",
      );
      assert.equal((await storage.get(KEY, { resourceVersion: "0" }))?.key, KEY);
      const future = other.modRevision + 10n;
      await assert.rejects(whileTimePasses(clock, Promise.resolve(storage.get(KEY, at(future)))), (err: unknown) => {
        assert.ok(isStorageError(err, "FutureRevision"), String(err));
        assert.equal(err.message, `Too large resource version: ${future}, current: ${other.modRevision}`);
        assert.equal(err.details.revision, other.modRevision);
        return true;
      });
    },
  },
  {
    name: "decoded objects are frozen and fresh, encoded forms are made once",
    async run({ storage }) {
      const object = await storage.create(KEY, testObject("ns", "x", { labels: { app: "a" } }));
      const decoded = object.decoded();
      assert.ok(Object.isFrozen(decoded) && Object.isFrozen(decoded.metadata.labels));
      assert.deepEqual(object.attributes().labels, { app: "a" });
      let made = 0;
      const encode = (tag: string) => () => {
        made++;
        return new TextEncoder().encode(tag);
      };
      const first = object.encodedAs("v1", encode("one"));
      assert.equal(object.encodedAs("v1", encode("again")), first);
      const second = object.encodedAs("v2", encode("two"));
      assert.equal(object.encodedAs("v2", encode("again")), second);
      assert.equal(object.encodedAs("v1", encode("again")), first);
      assert.equal(made, 2);
    },
  },
  {
    name: "objects are counted by prefix",
    async run({ storage }) {
      for (const key of ["a/1", "a/2", "b/1"]) await storage.create(PREFIX + key, testObject("", key));
      assert.equal(await storage.count(PREFIX), 3);
      assert.equal(await storage.count(`${PREFIX}a/`), 2);
      await storage.waitReady();
    },
  },
];
