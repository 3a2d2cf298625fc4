import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { WakePacer } from "./wake-pacer.js";

/** Sleepers that count how often they were woken. */
class Crowd {
  readonly sleepers: readonly { wake(): void }[];
  woken = 0;

  constructor(size: number) {
    this.sleepers = Array.from({ length: size }, () => ({ wake: () => void this.woken++ }));
  }

  joins(pacer: WakePacer): void {
    for (const sleeper of this.sleepers) pacer.add(sleeper);
  }
}

test("a few are woken in the turn of their change, change after change", async () => {
  const pacer = new WakePacer(new FakeClock());
  const few = new Crowd(100);
  for (let change = 1; change <= 3; change++) {
    few.joins(pacer);
    await new Promise<void>((resolve) => process.nextTick(resolve));
    assert.equal(few.woken, change * 100);
    // The turn after the next: the round is over.
    await turn();
    await turn();
  }
});

test("many are woken a hundred in a turn, and what comes during the rest waits for its end", async () => {
  const clock = new FakeClock();
  const pacer = new WakePacer(clock);
  const many = new Crowd(350);
  many.joins(pacer);
  await new Promise<void>((resolve) => process.nextTick(resolve));
  assert.equal(many.woken, 100);
  clock.advance(12).catch(assert.fail);
  for (const want of [200, 300, 350]) {
    await turn();
    assert.ok(many.woken <= want, `${many.woken} of ${want}`);
  }
  while (many.woken < 350) await turn();
  many.joins(pacer);
  for (let i = 0; i < 10; i++) await turn();
  assert.equal(many.woken, 350, "the round took 12 ms, and the rest takes twice as long");
  await clock.advance(24);
  while (many.woken < 700) await turn();
});

test("a round ends although changes come all the time", async () => {
  const clock = new FakeClock();
  const pacer = new WakePacer(clock);
  const woken: number[] = [];
  const sleepers = Array.from({ length: 250 }, (_, i) => {
    const sleeper = {
      wake: (): void => {
        woken.push(i);
        // A change that concerns this one comes right after it was told of the last one.
        if (woken.length <= 250) pacer.add(sleeper);
      },
    };
    return sleeper;
  });
  clock.advance(1).catch(assert.fail);
  for (const sleeper of sleepers) pacer.add(sleeper);
  await clock.advance(5);
  for (let i = 0; i < 10; i++) await turn();
  assert.deepEqual(woken, [...sleepers.keys()], "each once");
  await clock.advance(30);
  while (woken.length < 500) await turn();
});

test("after a rest in which nothing happened the next change is told in its turn", async () => {
  const clock = new FakeClock();
  const pacer = new WakePacer(clock);
  const many = new Crowd(150);
  many.joins(pacer);
  while (many.woken < 150) await turn();
  await turn();
  await clock.advance(40);
  const one = new Crowd(1);
  one.joins(pacer);
  await new Promise<void>((resolve) => process.nextTick(resolve));
  assert.equal(one.woken, 1);
});
