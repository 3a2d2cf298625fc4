import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { MemoryBackend } from "./memory/index.js";
import { MeteredBackend } from "./metered-backend.js";

test("every call is told of, with what became of it", async () => {
  const clock = new FakeClock();
  const told: string[] = [];
  const inner = new MemoryBackend({ clock });
  await inner.start();
  const backend = new MeteredBackend(inner, clock, {
    called: (operation, seconds, failed) => told.push(`${operation} ${seconds} ${failed ? "failed" : "done"}`),
    listed: (values) => told.push(`${values} values`),
  });
  const { modRevision } = await backend.create("/a/1", Buffer.from("x"));
  await assert.rejects(backend.create("/a/1", Buffer.from("x")));
  await backend.update("/a/1", Buffer.from("y"), modRevision);
  assert.equal((await backend.list("/a/")).values.length, 1);
  await backend.get("/a/1");
  await assert.rejects(backend.delete("/a/2", 1n));
  await inner.stop();
  assert.deepEqual(told, [
    "create 0 done",
    "create 0 failed",
    "update 0 done",
    "1 values",
    "list 0 done",
    "get 0 done",
    "delete 0 failed",
  ]);
});
