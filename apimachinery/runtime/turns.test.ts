import assert from "node:assert/strict";
import test from "node:test";
import { runAtOnce, Turns, type Steps } from "./turns.js";

function* count(to: number, each: () => void = () => undefined): Steps<string> {
  for (let i = 0; i < to; i++) {
    each();
    yield;
  }
  return `counted to ${to}`;
}

function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test("steps end with what they return, either way", async () => {
  assert.equal(runAtOnce(count(3)), "counted to 3");
  assert.equal(await new Turns().run(count(3)), "counted to 3");
  const failing = (): Steps<void> =>
    (function* () {
      yield;
      throw new Error("no");
    })();
  assert.throws(() => runAtOnce(failing()), { message: "no" });
  await assert.rejects(new Turns().run(failing()), { message: "no" });
});

test("others have their turn while steps take long, and are not let in between short ones", async () => {
  let turns = 0;
  let done = false;
  const other = (): void => {
    if (done) return;
    turns++;
    setImmediate(other);
  };
  setImmediate(other);
  await new Turns().run(count(3, () => busy(12)));
  done = true;
  assert.ok(turns >= 2, `${turns} turns`);
  assert.equal(new Turns().rest(), undefined);
});
