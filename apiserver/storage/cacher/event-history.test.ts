import assert from "node:assert/strict";
import test from "node:test";
import { EncodedObject, EncodingMemo, ObjectChange } from "../resource/index.js";
import { TestCodec } from "../testing/index.js";
import { EventHistory } from "./event-history.js";

const reader = { codec: new TestCodec(), memo: new EncodingMemo() };

function change(revision: number, heldBytes = 0): ObjectChange {
  const value = (at: number) =>
    new EncodedObject(reader, {
      key: "/r/x",
      bytes: new Uint8Array(heldBytes),
      modRevision: BigInt(at),
      createRevision: 1n,
    });
  return new ObjectChange("/r/x", BigInt(revision), value(revision), heldBytes > 0 ? value(revision - 1) : undefined);
}

test("the window doubles while it holds less than 75 s, up to its bound, and halves when things calm down", () => {
  const history = new EventHistory();
  history.reset(0n);
  let revision = 0;
  const capacities: number[] = [];
  for (let i = 0; i < 200_000; i++) history.append(change(++revision), i / 100);
  assert.equal(history.capacity, 102_400);
  assert.equal(history.end - history.start, 102_400);
  assert.equal(history.floor, BigInt(200_000 - 102_400));
  for (let i = 0; i < 300_000; i++) {
    history.append(change(++revision), 2_000 + i * 4_000);
    if (capacities.at(-1) !== history.capacity) capacities.push(history.capacity);
  }
  assert.equal(history.capacity, 100, capacities.join());
  assert.equal(history.at(history.end - 1).revision, BigInt(revision));
  assert.equal(history.at(history.start).revision, history.floor + 1n);
});

test("a slow rate never grows the window", () => {
  const history = new EventHistory();
  for (let i = 1; i <= 1_000; i++) history.append(change(i), i * 1_000);
  assert.equal(history.capacity, 100);
  assert.equal(history.end - history.start, 100);
  assert.equal(history.floor, 900n);
});

test("changes are found by revision, also when several share one", () => {
  const history = new EventHistory();
  history.reset(10n);
  for (const revision of [12, 15, 15, 20]) history.append(change(revision), 0);
  const cases = [
    [10n, 0],
    [12n, 1],
    [14n, 1],
    [15n, 3],
    [20n, 4],
    [99n, 4],
  ] as const;
  for (const [revision, want] of cases) assert.equal(history.firstAfter(revision), want, `after ${revision}`);
});

test("bytes that only the window holds are bounded, and the last change always stays", () => {
  const history = new EventHistory({ maxBytes: 1_000 });
  for (let i = 1; i <= 50; i++) history.append(change(i, 100), 0);
  assert.equal(history.end - history.start, 10);
  history.append(change(51, 5_000), 0);
  assert.equal(history.end - history.start, 1);
  assert.equal(history.floor, 50n);
});
