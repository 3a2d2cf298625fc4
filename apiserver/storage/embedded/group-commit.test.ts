import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { FakeClock, type Clock } from "../../../apimachinery/clock/index.js";
import { GroupCommit } from "./group-commit.js";

interface Numbered {
  readonly number: number;
  readonly bytes: undefined;
}

function recorder(clock: Pick<Clock, "monotonic"> = new FakeClock()) {
  const groups: number[][] = [];
  let commit: () => Promise<void> = () => Promise.resolve();
  const commits = new GroupCommit<Numbered>((group) => {
    groups.push(group.map(({ number }) => number));
    return commit();
  }, clock);
  return {
    groups,
    commits,
    add: (number: number) => commits.add({ number, bytes: undefined }),
    onCommit: (work: () => Promise<void>) => (commit = work),
  };
}

test("a group gathers as long as each turn of the loop brings more", async () => {
  const { groups, commits, add } = recorder();
  for (const number of [1, 2, 3]) {
    // Asked for first, so that the next write comes before the turn's end is seen.
    const turn = setImmediate();
    add(number);
    await turn;
  }
  await commits.idle();
  add(4);
  await commits.idle();
  assert.deepEqual(groups, [[1, 2, 3], [4]]);
});

test("but no longer than a sync takes", async () => {
  let ms = 0;
  const { groups, commits, add } = recorder({ monotonic: () => ms++ });
  for (const number of [1, 2, 3, 4, 5]) {
    const turn = setImmediate();
    add(number);
    await turn;
  }
  await commits.idle();
  assert.deepEqual(groups, [
    [1, 2, 3],
    [4, 5],
  ]);
});

test("what comes during a commit goes with the next, in order", async () => {
  const { groups, commits, add, onCommit } = recorder();
  onCommit(async () => {
    onCommit(() => Promise.resolve());
    add(2);
    await setImmediate();
    add(3);
  });
  add(1);
  await commits.idle();
  assert.deepEqual(groups, [[1], [2, 3]]);
});
