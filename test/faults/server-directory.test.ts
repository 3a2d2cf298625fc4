/** What becomes of the built server when its directory fails it: no room is left, or another server has it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { checkDatabase } from "../../apiserver/storage/index.js";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import { loadRestConfig } from "../../client/kubeconfig/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startServer } from "../e2e/harness.js";
import { CONFIG_MAPS, listCounters } from "./counters.js";
import { counter } from "./ledger.js";

test("on a full disk writes get a Status, reads go on, and nothing is corrupted", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-full-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", dir]).status !== 0) {
    await rm(dir, { recursive: true });
    t.skip("mounting a small tmpfs is not permitted here");
    return;
  }
  try {
    const server = await startServer([`--data-dir=${dir}`]);
    const { config } = loadRestConfig({ path: server.kubeconfig });
    const client = new RESTClient(config);
    try {
      const ballast = join(dir, "ballast");
      await writeFile(ballast, Buffer.alloc(2 << 20));
      const written = new Set<string>();
      const create = (n: number) => client.request({ method: "POST", ...CONFIG_MAPS, body: counter(`item-${n}`, n) });
      let refused = 0;
      for (let n = 0; refused < 5; n++) {
        assert.ok(n < 10_000, "the disk never filled");
        try {
          await create(n);
          written.add(`item-${n}`);
        } catch (err) {
          assert.ok(err instanceof StatusError && err.status.code === 503, String(err));
          assert.match(err.message, /full/);
          refused++;
        }
      }
      const names = async (): Promise<string[]> => (await listCounters(client)).objects.map((o) => o.metadata.name!);
      assert.deepEqual((await names()).sort(), [...written].sort());
      await server.kill();
      await server.restart();
      assert.deepEqual((await names()).sort(), [...written].sort(), "a server starts on a full disk, too");
      await unlink(ballast);
      await create(100_000);
      await server.stop();
      assert.deepEqual(checkDatabase(join(dir, "store")).problems, []);
    } finally {
      client.close();
      await server.cleanUp();
    }
  } finally {
    spawnSync("umount", [dir]);
    await rm(dir, { recursive: true });
  }
});

test("a second server on a directory ends and names the first, which serves on", async () => {
  const first = await startServer();
  try {
    const data = join(first.dir, "data");
    await assert.rejects(
      startServer([`--data-dir=${data}`]),
      new RegExp(
        `ended with 1 before it served[^]*${data}/store is in use by process ${first.pid}: stop it, or choose`,
      ),
    );
    const { config } = loadRestConfig({ path: first.kubeconfig });
    const client = new RESTClient(config);
    await client.request({ method: "POST", ...CONFIG_MAPS, body: counter("item-1", 1) });
    client.close();
  } finally {
    await first.cleanUp();
  }
});
