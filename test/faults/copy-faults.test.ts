import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { realClock } from "../../apimachinery/clock/index.js";
import { etcdMissing, EtcdServer } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { EmbeddedBackend, EtcdBackend } from "../../apiserver/storage/index.js";
import { valueAt } from "./acknowledged.js";

const KEYS = 4_000;
const PREFIX = "/registry/";

/** The command as users run it, in a process of its own. */
function spawnCopy(from: string, to: string) {
  const args = ["--import=tsx", "--conditions=kindsmith-source", "cmd/kindsmith/main.ts"];
  const child = spawn(process.execPath, [...args, "db", "copy", "--from", from, "--to", to]);
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, out }));
  return { child, ended };
}

test(
  "a copy that is killed goes on where it was, and the result is verified",
  { skip: etcdMissing ?? false },
  async () => {
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-copy-"));
    const server = await EtcdServer.start();
    const target = new EtcdBackend({ endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 });
    try {
      const source = new EmbeddedBackend({ dir: join(dir, "store"), clock: realClock });
      await source.start();
      await Promise.all(Array.from({ length: KEYS }, (_, n) => source.create(`${PREFIX}things/ns/${n}`, valueAt(n))));
      const { values: wanted } = await source.list(PREFIX);
      await source.stop();
      await target.start();

      const killed = spawnCopy(`embedded:${dir}`, `etcd:${server.url}`);
      let there = 0;
      while (there < KEYS / 4 && killed.child.exitCode === null) there = await target.count(PREFIX);
      killed.child.kill("SIGKILL");
      assert.equal((await killed.ended).code, null);
      const left = await target.count(PREFIX);
      assert.ok(left > 0 && left < KEYS, `${left} keys were copied`);

      const resumed = await spawnCopy(`embedded:${dir}`, `etcd:${server.url}`).ended;
      assert.equal(resumed.code, 0, resumed.out);
      assert.match(resumed.out, /4,000 keys: [\d,]+ written, [\d,]+ there already, 0 removed/);
      assert.doesNotMatch(resumed.out, / 0 there already/);
      assert.match(resumed.out, /verified: both sides have 4,000 keys, sha256/);
      const { values } = await target.list(PREFIX);
      assert.equal(values.length, wanted.length);
      for (const [i, { key, bytes }] of wanted.entries())
        assert.ok(values[i]?.key === key && Buffer.compare(values[i].bytes, bytes) === 0, `${key} is another`);
    } finally {
      await target.stop();
      await server.dispose();
      await rm(dir, { recursive: true });
    }
  },
);
