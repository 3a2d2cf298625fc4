import assert from "node:assert/strict";
import test from "node:test";
import { WriteScheduler } from "./write-scheduler.js";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("streams of a connection are flushed in one turn, hundreds of them in several", async () => {
  const scheduler = new WriteScheduler();
  const order: string[] = [];
  const connections = Array.from({ length: 5 }, (_, i) => ({ name: `c${i}` }));
  // Interleaved, as watches of many connections become dirty.
  for (let stream = 0; stream < 60; stream++) {
    for (const connection of connections) {
      scheduler.add({ connection, flush: () => void order.push(connection.name) });
    }
  }
  assert.equal(order.length, 0);
  await Promise.resolve();
  await turn();
  const first = order.length;
  assert.ok(first > 0 && first < 300, `${first} flushed in the first turns`);
  while (order.length < 300) await turn();
  for (let i = 0; i < 300; i++) assert.equal(order[i], `c${Math.floor(i / 60)}`);
});

test("a stream that becomes dirty while others are flushed has its turn", async () => {
  const scheduler = new WriteScheduler();
  const connection = {};
  const seen: string[] = [];
  scheduler.add({
    connection,
    flush: () => {
      seen.push("first");
      scheduler.add({ connection, flush: () => void seen.push("second") });
    },
  });
  await turn();
  await turn();
  assert.deepEqual(seen, ["first", "second"]);
});

test("equal parts are joined once", () => {
  const scheduler = new WriteScheduler();
  const [a, b, c] = ["a", "b", "c"].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
  const joined = scheduler.join([a, b]);
  assert.equal(Buffer.from(joined).toString(), "ab");
  assert.equal(scheduler.join([a, b]), joined);
  assert.equal(Buffer.from(scheduler.join([a, c])).toString(), "ac");
  assert.equal(scheduler.join([a]), a);
});
