import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, open, readFile, rm, stat, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { FakeClock, realClock, type Clock } from "../../apimachinery/clock/index.js";
import { checkDatabase, EmbeddedBackend, isStorageError } from "../../apiserver/storage/index.js";
import { Acknowledged, valueAt, verifyChanges } from "./acknowledged.js";

/** The whole server is killed more often, in server-faults.test.ts; here every revision of the log is looked at. */
const ROUNDS = Number(process.env.KINDSMITH_STORE_FAULT_ROUNDS ?? 10);

async function inTempDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-faults-"));
  try {
    await run(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function started(dir: string, clock: Clock = realClock): Promise<{ backend: EmbeddedBackend; notes: string[] }> {
  const notes: string[] = [];
  const backend = new EmbeddedBackend({ dir, clock, warn: (message) => notes.push(message) });
  await backend.start();
  return { backend, notes };
}

/** A writer process that has loaded its code and waits for a line to begin. */
function spawnWriter(dir: string): ChildProcessWithoutNullStreams {
  const script = fileURLToPath(new URL("./embedded-writer.ts", import.meta.url));
  return spawn(process.execPath, ["--import=tsx", "--conditions=kindsmith-source", script, dir]);
}

/** Lets the writer run until it has acknowledged `count` writes, then kills it. */
async function killAfter(
  writer: ChildProcessWithoutNullStreams,
  round: number,
  count: number,
  acknowledged: Acknowledged,
): Promise<void> {
  const exited = once(writer, "exit");
  let seen = 0;
  let stderr = "";
  writer.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  writer.stdin.write(`${round}\n`);
  for await (const line of createInterface({ input: writer.stdout })) {
    const { key, n, revision, error } = JSON.parse(line) as {
      key: string;
      n: number;
      revision: string;
      error?: string;
    };
    assert.equal(error, undefined);
    acknowledged.note(key, n, BigInt(revision));
    if (++seen === count) writer.kill("SIGKILL");
  }
  await exited;
  assert.ok(seen >= count, `the writer ended after ${seen} writes: ${stderr}`);
}

test(`kill -9 under concurrent writes loses nothing, ${ROUNDS} times`, () =>
  inTempDir(async (dir) => {
    const acknowledged = new Acknowledged();
    let rounds = 0;
    let revision = 1n;
    // The next process loads its code while this one writes.
    let next = spawnWriter(dir);
    try {
      for (; rounds < ROUNDS; rounds++) {
        const writer = next;
        next = spawnWriter(dir);
        await killAfter(writer, rounds, 20 + ((rounds * 7919) % 700), acknowledged);
        const { backend, notes } = await started(dir);
        await acknowledged.verify(backend);
        const now = await backend.currentRevision();
        await verifyChanges(backend, revision, now);
        assert.match(notes.join("\n"), /the last stop was not clean: took over \d+ committed transactions/);
        revision = now;
        await backend.stop();
      }
    } finally {
      next.kill("SIGKILL");
    }
    assert.deepEqual(checkDatabase(dir).problems, []);
    assert.equal(rounds, ROUNDS);
    assert.ok(acknowledged.size > rounds);
  }));

/** A directory as a process that was killed left it: `count` writes in the write-ahead log. */
async function leftBehind(dir: string, count: number): Promise<void> {
  const live = join(dir, "live");
  const { backend } = await started(live);
  for (let n = 0; n < count; n++) await backend.create(`/r/${n}`, valueAt(n));
  await cp(live, join(dir, "left"), { recursive: true });
  await backend.stop();
}

test("a torn last page is dropped, said so, and nothing before it is touched", () =>
  inTempDir(async (dir) => {
    const tears: readonly { readonly name: string; readonly tear: (wal: string, size: number) => Promise<void> }[] = [
      { name: "cut within the last page", tear: (wal, size) => truncate(wal, size - 1_000) },
      { name: "cut within the last page's header", tear: (wal, size) => truncate(wal, size - 4_096 - 10) },
      {
        name: "zeros in the last page",
        tear: async (wal, size) => {
          const file = await open(wal, "r+");
          await file.write(Buffer.alloc(500), 0, 500, size - 2_000);
          await file.close();
        },
      },
    ];
    await leftBehind(dir, 20);
    for (const { name, tear } of tears) {
      const torn = join(dir, "torn");
      await cp(join(dir, "left"), torn, { recursive: true });
      const wal = join(torn, "kindsmith.db-wal");
      await tear(wal, (await stat(wal)).size);
      const { backend, notes } = await started(torn);
      assert.match(notes.join("\n"), /dropped \d+ bytes of a write that was never finished/, name);
      const { values } = await backend.list("/r/");
      assert.equal(values.length, 19, name);
      for (let n = 0; n < 19; n++) {
        const value = await backend.get(`/r/${n}`);
        assert.deepEqual(Buffer.from(value!.bytes), valueAt(n), name);
      }
      const again = await backend.create("/r/19", valueAt(19));
      assert.ok(again.modRevision > 20n);
      await backend.stop();
      assert.deepEqual(checkDatabase(torn).problems, [], name);
      await rm(torn, { recursive: true });
    }
  }));

test("an unharmed log is taken over without a word of damage", () =>
  inTempDir(async (dir) => {
    await leftBehind(dir, 20);
    const { backend, notes } = await started(join(dir, "left"));
    assert.equal((await backend.list("/r/")).values.length, 20);
    assert.doesNotMatch(notes.join("\n"), /dropped/);
    await backend.stop();
    const { backend: again, notes: none } = await started(join(dir, "left"));
    assert.deepEqual(none, []);
    await again.stop();
  }));

test("a damaged database is refused and left as it is", () =>
  inTempDir(async (dir) => {
    const { backend } = await started(dir);
    for (let n = 0; n < 200; n++) await backend.create(`/r/${n}`, valueAt(n));
    await backend.stop();
    const file = join(dir, "kindsmith.db");
    const size = (await stat(file)).size;
    await truncate(file, size - (size % 4_096) - 4_096 * 20);
    const before = await readFile(file);
    await assert.rejects(started(dir), (err) => isStorageError(err, "Corrupt"));
    assert.ok(before.equals(await readFile(file)));
  }));

test("a full disk stops writes and nothing else, and they go on once there is room", async (t) => {
  await inTempDir(async (dir) => {
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", dir]);
    if (mounted.status !== 0) {
      t.skip("mounting a small tmpfs is not permitted here");
      return;
    }
    try {
      await writeFile(join(dir, "ballast"), Buffer.alloc(2 << 20));
      const { backend } = await started(join(dir, "data"));
      const acknowledged = new Acknowledged();
      let full = 0;
      for (let n = 0; full < 5; n++) {
        try {
          const { modRevision } = await backend.create(`/r/${n}`, valueAt(n));
          acknowledged.note(`/r/${n}`, n, modRevision);
        } catch (err) {
          assert.ok(isStorageError(err, "NoSpace"), String(err));
          full++;
        }
        assert.ok(n < 5_000, "the disk never filled");
      }
      await acknowledged.verify(backend);
      await backend.healthCheck();
      assert.equal((await backend.list("/r/")).values.length, acknowledged.size);
      await backend.stop();
      const { backend: restarted } = await started(join(dir, "data"));
      await acknowledged.verify(restarted);
      await assert.rejects(restarted.create("/r/still-full", new Uint8Array(100_000)), (err) =>
        isStorageError(err, "NoSpace"),
      );
      await unlink(join(dir, "ballast"));
      const { modRevision } = await restarted.create("/r/room", valueAt(1));
      acknowledged.note("/r/room", 1, modRevision);
      assert.equal(modRevision, BigInt(acknowledged.size) + 1n, "a write that failed used no revision");
      await restarted.stop();
      const { backend: again } = await started(join(dir, "data"));
      await acknowledged.verify(again);
      await again.stop();
      assert.deepEqual(checkDatabase(join(dir, "data")).problems, []);
    } finally {
      spawnSync("umount", [dir]);
    }
  });
});

test("with sync=full every acknowledged write was synced, with sync=batch none waits for the disk", (t) =>
  inTempDir(async (dir) => {
    if (spawnSync("strace", ["-V"]).status !== 0) {
      t.skip("strace is not on the PATH");
      return;
    }
    const script = fileURLToPath(new URL("./embedded-sequence.ts", import.meta.url));
    const syncsOf = async (sync: string, count: number): Promise<number> => {
      const log = join(dir, `${sync}-${count}.strace`);
      const node = [process.execPath, "--import=tsx", "--conditions=kindsmith-source", script];
      const args = [
        "-f",
        "-o",
        log,
        "-e",
        "trace=fsync,fdatasync",
        ...node,
        join(dir, `${sync}-${count}`),
        sync,
        `${count}`,
      ];
      const { status, stderr } = spawnSync("strace", args, { encoding: "utf8" });
      assert.equal(status, 0, stderr);
      return [...(await readFile(log, "utf8")).matchAll(/f(?:data)?sync\(\d+/g)].length;
    };
    // What opening the store syncs is the same for all, so the difference is the writes'.
    assert.ok((await syncsOf("full", 60)) - (await syncsOf("full", 10)) >= 50);
    assert.equal((await syncsOf("batch", 60)) - (await syncsOf("batch", 10)), 0);
  }));

test("two servers on one directory: the second is told who has it", () =>
  inTempDir(async (dir) => {
    const { backend } = await started(dir);
    await assert.rejects(started(dir), new RegExp(`data directory .* is in use by process ${process.pid}`));
    const other = spawnWriter(dir);
    other.stdin.write("0\n");
    const ended = once(other, "exit");
    const [line] = (await once(createInterface({ input: other.stdout }), "line")) as [string];
    await ended;
    assert.match(line, new RegExp(`is in use by process ${process.pid}`));
    await backend.create("/r/x", valueAt(1));
    await backend.stop();
    const { backend: again } = await started(dir);
    assert.equal((await again.list("/r/")).values.length, 1);
    await again.stop();
  }));

test("a wall clock that jumps neither ends a TTL early nor holds it", () =>
  inTempDir(async (dir) => {
    const fake = new FakeClock();
    let jumpMs = 0;
    const clock: Clock = {
      now: () => fake.now() + jumpMs,
      monotonic: () => fake.monotonic(),
      setTimeout: (fn, delayMs) => fake.setTimeout(fn, delayMs),
      sleep: (delayMs, opts) => fake.sleep(delayMs, opts),
    };
    const { backend } = await started(dir, clock);
    for (const key of ["/r/a", "/r/b"]) await backend.create(key, valueAt(1), { ttlSeconds: 100 });
    for (const jump of [86_400_000, -86_400_000]) {
      jumpMs = jump;
      await fake.advance(40_000);
      assert.equal((await backend.list("/r/")).values.length, 2);
    }
    const watch = backend.watch("/r/")[Symbol.asyncIterator]();
    await fake.advance(30_000);
    for (let gone = 0; gone < 2;) gone += (await watch.next()).value?.length ?? 0;
    assert.equal((await backend.list("/r/")).values.length, 0);
    await backend.stop();
  }));
