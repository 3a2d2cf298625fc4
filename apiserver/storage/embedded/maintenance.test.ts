import assert from "node:assert/strict";
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import Database from "better-sqlite3";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { isStorageError } from "../errors.js";
import { bytesOf, textOf } from "../testing/index.js";
import { checkDatabase, EmbeddedBackend, raiseRevision, restoreDatabase, snapshotDatabase } from "./index.js";

async function inTempDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-db-"));
  try {
    await run(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

async function started(dir: string): Promise<EmbeddedBackend> {
  const backend = new EmbeddedBackend({ dir, clock: new FakeClock() });
  await backend.start();
  return backend;
}

/** Some writes of each sort. Returns the newest revision. */
async function fill(backend: EmbeddedBackend): Promise<bigint> {
  for (let i = 0; i < 50; i++) await backend.create(`/r/a/${i}`, bytesOf(`value ${i}`));
  for (let i = 0; i < 10; i++) {
    const current = await backend.get(`/r/a/${i}`);
    if (i % 2 === 0) await backend.update(`/r/a/${i}`, bytesOf("new"), current!.modRevision);
    else await backend.delete(`/r/a/${i}`, current!.modRevision);
  }
  return backend.currentRevision();
}

test("a snapshot of a running server is restored elsewhere, at a revision that nobody has seen", () =>
  inTempDir(async (root) => {
    const backend = await started(join(root, "one"));
    const revision = await fill(backend);
    const file = join(root, "snapshot.db");
    const writing = Promise.all(
      Array.from({ length: 50 }, (_, i) => backend.create(`/r/during/${i}`, bytesOf("later"))),
    );
    const summary = snapshotDatabase(join(root, "one"), file);
    await writing;
    assert.ok(summary.revision >= Number(revision));
    assert.deepEqual(checkDatabase(file).problems, []);
    assert.throws(() => snapshotDatabase(join(root, "one"), file), /exists already/);
    await backend.stop();

    restoreDatabase(file, join(root, "two"));
    assert.throws(() => restoreDatabase(file, join(root, "two")), /holds a database already/);
    const restored = await started(join(root, "two"));
    assert.equal(textOf(await restored.get("/r/a/0")), "new");
    assert.equal(await restored.get("/r/a/1"), undefined);
    assert.equal(textOf(await restored.get("/r/a/49")), "value 49");
    assert.ok((await restored.currentRevision()) >= BigInt(summary.revision) + 1_000_000n);
    await assert.rejects(restored.watch("/r/", { afterRevision: revision })[Symbol.asyncIterator]().next(), (e) =>
      isStorageError(e, "Compacted"),
    );
    const next = await restored.create("/r/a/next", bytesOf("1"));
    assert.ok(next.modRevision > BigInt(summary.revision) + 1_000_000n);
    await restored.stop();
    assert.deepEqual(checkDatabase(join(root, "two")).problems, []);
  }));

test("a check finds damaged values and broken chains, and a damaged snapshot is not restored", () =>
  inTempDir(async (root) => {
    const dir = join(root, "one");
    const backend = await started(dir);
    await fill(backend);
    await backend.stop();
    assert.deepEqual(checkDatabase(dir), {
      summary: { revision: 61, compactedRevision: 0, keys: 45 },
      problems: [],
    });
    const file = join(root, "snapshot.db");
    snapshotDatabase(dir, file);
    const database = new Database(file);
    database.exec("UPDATE log SET value = x'00' WHERE revision = 20; UPDATE log SET previous = 7 WHERE revision = 52");
    database.close();
    const { problems } = checkDatabase(file);
    assert.match(problems.join("\n"), /value of \/r\/a\/18 at 20 is damaged/);
    assert.match(problems.join("\n"), /at 52 follows 7, but the log has/);
    assert.throws(() => restoreDatabase(file, join(root, "two")), /is damaged/);
    await mkdir(join(root, "three"));
    await rename(file, join(root, "three/kindsmith.db"));
    assert.throws(() => snapshotDatabase(join(root, "three"), file), /is damaged, so no snapshot was made of it/);
    assert.deepEqual((await readdir(root)).sort(), ["one", "three"]);
    assert.throws(() => checkDatabase(join(root, "none")), /does not exist/);
  }));

test("a damaged value stops the start with its key", () =>
  inTempDir(async (dir) => {
    const backend = await started(dir);
    await fill(backend);
    await backend.stop();
    const database = new Database(join(dir, "kindsmith.db"));
    database.exec("UPDATE log SET value = x'00' WHERE key = '/r/a/20'");
    database.close();
    await assert.rejects(
      started(dir),
      (e) => isStorageError(e, "Corrupt") && /value of \/r\/a\/20 at revision 22 is damaged/.test(e.message),
    );
    // A start that failed lets go of the directory.
    const repaired = new Database(join(dir, "kindsmith.db"));
    repaired.exec("DELETE FROM log WHERE key = '/r/a/20'");
    repaired.close();
    await (await started(dir)).stop();
  }));

test("a database whose revision was raised gives only revisions above, and forgets none of its values", () =>
  inTempDir(async (dir) => {
    raiseRevision(dir, 5_000);
    const backend = await started(dir);
    assert.equal((await backend.create("/r/a/first", bytesOf("1"))).modRevision, 5_001n);
    await fill(backend);
    const { values } = await backend.list("/r/");
    assert.throws(() => raiseRevision(dir, 9_000), /is in use by process/);
    await backend.stop();
    raiseRevision(dir, 9_000);
    raiseRevision(dir, 10);
    const again = await started(dir);
    assert.deepEqual((await again.list("/r/")).values, values);
    assert.equal(await again.currentRevision(), 9_000n);
    await again.stop();
    assert.deepEqual(checkDatabase(dir).problems, []);
  }));

test("compaction gives space back and never lets a revision be given twice", () =>
  inTempDir(async (dir) => {
    const backend = await started(dir);
    let value = await backend.create("/r/a/x", new Uint8Array(100_000));
    for (let i = 0; i < 100; i++) value = await backend.update("/r/a/x", new Uint8Array(100_000), value.modRevision);
    const gone = await backend.delete("/r/a/x", value.modRevision);
    await backend.compact(gone);
    await backend.stop();
    assert.ok((await stat(join(dir, "kindsmith.db"))).size < 2_000_000);
    const again = await started(dir);
    assert.equal(await again.currentRevision(), gone);
    assert.equal((await again.create("/r/a/y", bytesOf("1"))).modRevision, gone + 1n);
    await again.stop();
  }));

test("a file that is not ours is refused by name", () =>
  inTempDir(async (dir) => {
    const file = await open(join(dir, "kindsmith.db"), "w");
    await file.writeFile("not a database, but long enough to look at as if it were one ".repeat(20));
    await file.close();
    await assert.rejects(started(dir), (e) => isStorageError(e, "Corrupt"));
    assert.throws(() => checkDatabase(dir), /is not a database of this software/);
  }));
