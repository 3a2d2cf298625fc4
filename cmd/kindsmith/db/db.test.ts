import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { realClock } from "../../../apimachinery/clock/index.js";
import { EmbeddedBackend } from "../../../apiserver/storage/embedded/index.js";
import { etcdMissing, EtcdServer } from "../../../apiserver/storage/etcd3/testing/etcd-server.js";
import type { StorageBackend } from "../../../apiserver/storage/interface.js";
import type { Io } from "../io.js";
import { runCommandLine } from "../program.js";

interface Result {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `kindsmith db …` as on a terminal. */
async function db(cwd: string, args: readonly string[], interrupt = new AbortController()): Promise<Result> {
  let [out, err] = ["", ""];
  const io: Io = {
    cwd,
    out: (text) => (out += text),
    err: (text) => (err += text),
    isTerminal: true,
    interrupted: () => interrupt.signal,
  };
  const exitCode = await runCommandLine(["db", ...args], io);
  return { exitCode, out, err };
}

async function inTempDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "kindsmith-db-"));
  try {
    await run(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The store of a server with `--data-dir=dataDir`. */
async function openStore(dataDir: string): Promise<EmbeddedBackend> {
  const backend = new EmbeddedBackend({ dir: join(dataDir, "store"), clock: realClock });
  await backend.start();
  return backend;
}

async function fill(backend: StorageBackend, count: number): Promise<void> {
  const keys = Array.from({ length: count }, (_, i) => `/registry/configmaps/default/${i}`);
  await Promise.all(keys.map((key) => backend.create(key, Buffer.from(`value of ${key}`))));
}

test("a running server is copied, checked and restored elsewhere", () =>
  inTempDir(async (dir) => {
    const running = await openStore(join(dir, "data"));
    await fill(running, 1_200);
    const taken = await db(dir, ["snapshot", "data", "monday.db"]);
    assert.match(taken.out, /^monday\.db: 1,200 keys at revision 1,201, [\d,]+ bytes, checked\n$/);
    assert.match(taken.err, /copying and checking .*\/data\/store …/);
    await running.create("/registry/configmaps/default/later", Buffer.from("x"));
    assert.match((await db(dir, ["check", "data"])).out, /1,201 keys at revision 1,202.*: nothing is damaged\n$/);
    await running.stop();

    const checked = await db(dir, ["check", "monday.db", "--json"]);
    assert.deepEqual(JSON.parse(checked.out), {
      summary: { revision: 1_201, compactedRevision: 0, keys: 1_200 },
      problems: [],
    });
    const restored = await db(dir, ["restore", "monday.db", "new", "--revision-bump", "5000"]);
    assert.match(restored.out, /\/new\/store: 1,200 keys at revision 6,201\n$/);
    const again = await openStore(join(dir, "new"));
    assert.equal(await again.count("/registry/"), 1_200);
    await again.stop();
  }));

test("what cannot be done is told with what was expected", () =>
  inTempDir(async (dir) => {
    const store = await openStore(join(dir, "data"));
    await fill(store, 600);
    await store.stop();
    const snapshot = await db(dir, ["snapshot", "data", "one.db"]);
    assert.equal(snapshot.exitCode, 0, snapshot.err);
    const damaged = join(dir, "damaged.db");
    assert.equal((await db(dir, ["snapshot", "data/store", damaged])).exitCode, 0);
    truncateSync(damaged, 8_192);
    appendFileSync(damaged, Buffer.alloc(8_192, 7));
    const cases: readonly { readonly args: string; readonly exitCode: number; readonly message: RegExp }[] = [
      { args: "snapshot none two.db", exitCode: 1, message: /none holds no database: expected store\/kindsmith\.db/ },
      { args: "snapshot data one.db", exitCode: 1, message: /one\.db exists already/ },
      {
        args: "restore one.db data",
        exitCode: 1,
        message: /holds a database already .*restore into an empty directory/,
      },
      { args: "restore one.db x --revision-bump -1", exitCode: 2, message: /--revision-bump: expected a whole number/ },
      { args: "restore none.db x", exitCode: 1, message: /none\.db does not exist/ },
      { args: "check damaged.db", exitCode: 1, message: /damaged\.db/ },
      { args: "copy --from embedded:data", exitCode: 2, message: /required option '--to <store>'/ },
      {
        args: "copy --from disk:data --to embedded:x",
        exitCode: 2,
        message: /--from: expected embedded:DIR or etcd:URL/,
      },
      { args: "copy --from embedded:data --to etcd:127.0.0.1", exitCode: 2, message: /--to: expected .*not "etcd:127/ },
      { args: "copy --from embedded:data --to embedded:data", exitCode: 2, message: /are the same store/ },
      { args: "copy --from embedded:none --to embedded:x", exitCode: 1, message: /none holds no database/ },
      {
        args: "copy --from embedded:data --to embedded:x --prefix r",
        exitCode: 2,
        message: /--prefix: expected a path/,
      },
      {
        args: "copy --from embedded:data --to etcd:http://127.0.0.1:1 --etcd-cafile none.pem",
        exitCode: 2,
        message: /--etcd-cafile: ENOENT/,
      },
    ];
    for (const { args, exitCode, message } of cases) {
      const result = await db(dir, args.split(" "));
      assert.equal(result.exitCode, exitCode, `${args}: ${result.err}`);
      assert.match(result.err + result.out, message, args);
    }
    assert.ok(!existsSync(join(dir, "two.db")));
  }));

test("a copy that is interrupted goes on with the same command, and occupied targets are left alone", () =>
  inTempDir(async (dir) => {
    const source = await openStore(join(dir, "data"));
    await fill(source, 3_000);
    await source.create("/registry/events/default/e", Buffer.from("expires"));
    await source.stop();
    const args = ["copy", "--from", "embedded:data", "--to", "embedded:other"];
    const interrupt = new AbortController();
    const running = db(dir, args, interrupt);
    while (!existsSync(join(dir, "other/store/kindsmith.db-wal")))
      await new Promise((resolve) => setImmediate(resolve));
    interrupt.abort(new Error("interrupt"));
    const cut = await running;
    assert.equal(cut.exitCode, 1);
    assert.match(cut.err, /interrupted: the same command again goes on where it was/);

    const done = await db(dir, args);
    assert.equal(done.exitCode, 0, done.err);
    assert.match(done.out, /verified: both sides have 3,000 keys, sha256 [0-9a-f]{64}\n$/);
    assert.match(done.err, /copying .*3000\/3000.*verifying .*3000\/3000/s);
    assert.doesNotMatch(done.err, /warning/);
    const occupied = await db(dir, args);
    assert.match(occupied.err, /holds 3000 keys below \/registry\/ already.*: --replace says that they may go/);
    const replaced = await db(dir, [...args, "--replace"]);
    assert.match(replaced.out, /3,000 keys: 0 written, 3,000 there already, 0 removed/);
    const target = await openStore(join(dir, "other"));
    const { values } = await target.list("/registry/");
    assert.equal(values.length, 3_000);
    assert.ok(
      values.every(({ modRevision }) => modRevision > 3_001n),
      "above all revisions of the source",
    );
    await target.stop();
  }));

test("to etcd and back", { skip: etcdMissing ?? false }, () =>
  inTempDir(async (dir) => {
    const etcd = await EtcdServer.start();
    try {
      const source = await openStore(join(dir, "data"));
      await fill(source, 700);
      await source.stop();
      const there = await db(dir, ["copy", "--from", "embedded:data", "--to", `etcd:${etcd.url}`]);
      assert.equal(there.exitCode, 0, there.err);
      const back = await db(dir, ["copy", "--from", `etcd:${etcd.url}`, "--to", "embedded:back"]);
      assert.equal(back.exitCode, 0, back.err);
      const digestOf = ({ out }: Result): string | undefined => /sha256 (\S+)/.exec(out)?.[1];
      assert.equal(digestOf(back), digestOf(there));
    } finally {
      await etcd.dispose();
    }
  }),
);
