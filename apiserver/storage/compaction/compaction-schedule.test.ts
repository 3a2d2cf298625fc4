import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { CompactionSchedule } from "./compaction-schedule.js";

function make(opts: { readonly intervalMs: number; readonly maxHistoryBytes?: number }) {
  const clock = new FakeClock();
  const state = { revision: 1n, compacted: [] as bigint[], warnings: [] as string[], failing: false };
  const schedule = new CompactionSchedule({
    clock,
    maxHistoryBytes: 1_000,
    currentRevision: () => state.revision,
    compact: async (revision) => {
      if (state.failing) throw new Error("no");
      state.compacted.push(revision);
    },
    warn: (message) => state.warnings.push(message),
    ...opts,
  });
  return { clock, state, schedule };
}

test("history is kept for at least one interval", async () => {
  const { clock, state, schedule } = make({ intervalMs: 300_000 });
  schedule.start();
  state.revision = 10n;
  await clock.advance(300_000);
  state.revision = 20n;
  await clock.advance(300_000);
  assert.deepEqual(state.compacted, [1n, 10n]);
  state.failing = true;
  await clock.advance(300_000);
  assert.match(state.warnings.join(), /up to 20 was not compacted/);
  await schedule.stop();
  await clock.advance(900_000);
  assert.equal(state.compacted.length, 2);
  assert.equal(clock.waiting, 0);
});

test("a history that is too large loses its older half", async () => {
  const { clock, state, schedule } = make({ intervalMs: 0 });
  schedule.start();
  assert.equal(clock.waiting, 0);
  for (let revision = 1n; revision <= 30n; revision++) {
    state.revision = revision;
    schedule.note(100, revision);
    await clock.advance(0);
  }
  assert.deepEqual(state.compacted, [5n, 10n, 15n, 20n, 25n]);
  await schedule.stop();
});
