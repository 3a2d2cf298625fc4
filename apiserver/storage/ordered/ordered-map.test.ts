import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { compareKeys, OrderedMap, prefixEnd, sortKey, type Block, type Run } from "./index.js";

type Step = { readonly op: "set" | "delete"; readonly key: number } | { readonly op: "clone" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant("set" as const), key: fc.nat(400) }) },
  { weight: 5, arbitrary: fc.record({ op: fc.constant("delete" as const), key: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.constant({ op: "clone" as const }) },
);

function keyOf(n: number): string {
  return `/k/${String(n).padStart(4, "0")}`;
}

function entries(map: OrderedMap<number>): [string, number][] {
  const found: [string, number][] = [];
  map.visit("", "\uffff", (value, key) => {
    found.push([key, value]);
  });
  return found;
}

function valuesOf(runs: readonly Run<number>[]): number[] {
  return runs.flatMap(({ block, from, to }) => block.values.slice(from, to));
}

test("any sequence of writes leaves what a sorted Map would hold, and clones keep what they held", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 1500 }), (steps) => {
      const map = new OrderedMap<number>();
      const model = new Map<string, number>();
      const clones: { map: OrderedMap<number>; want: [string, number][] }[] = [];
      const held: { block: Block<number>; values: number[] }[] = [];
      steps.forEach((s, i) => {
        if (i % 100 === 0) {
          for (const { block } of map.runs("", "\uffff")) held.push({ block, values: [...block.values] });
        }
        if (s.op === "clone") {
          clones.push({ map: map.clone(), want: sorted(model) });
          return;
        }
        const key = keyOf(s.key);
        const before = model.get(key);
        if (s.op === "set") {
          model.set(key, i);
          assert.equal(map.set(key, i), before);
        } else {
          model.delete(key);
          assert.equal(map.delete(key), before);
        }
      });
      assert.deepEqual(entries(map), sorted(model));
      assert.equal(map.size, model.size);
      for (const { map: clone, want } of clones) assert.deepEqual(entries(clone), want);
      const keys = sorted(model).map(([key]) => key);
      for (const probe of [keyOf(0), keyOf(77), keyOf(200), keyOf(401)]) {
        assert.equal(map.rank(probe), keys.filter((key) => key < probe).length);
        assert.equal(map.get(probe), model.get(probe));
      }
      for (const run of held) assert.deepEqual(run.block.values, run.values, "a block changed");
      for (const [from, to, max] of [
        ["", "\uffff", Infinity],
        [keyOf(77), keyOf(200), Infinity],
        [keyOf(5), keyOf(300), 70],
      ] as const) {
        assert.deepEqual(valuesOf(map.runs(from, to, max)), map.slice(from, to, max));
      }
    }),
    { numRuns: 60 },
  );
});

test("large maps stay right through growth, shrinking and writes to a clone", () => {
  const map = new OrderedMap<number>();
  for (let i = 0; i < 20_000; i++) map.set(keyOf((i * 7919) % 20_011), i);
  assert.equal(map.size, 20_000);
  const before = map.clone();
  for (let i = 0; i < 20_000; i += 2) map.delete(keyOf((i * 7919) % 20_011));
  assert.equal(map.size, 10_000);
  assert.equal(before.size, 20_000);
  assert.equal(entries(map).length, 10_000);
  before.set("/other", 1);
  assert.equal(map.get("/other"), undefined);
  for (const [key] of entries(map)) map.delete(key);
  assert.equal(map.size, 0);
  assert.deepEqual(entries(map), []);
  assert.equal(before.count("/k/", prefixEnd("/k/")), 20_000);
});

test("slices stop at their bound and their end", () => {
  const map = new OrderedMap<number>();
  for (let i = 0; i < 200; i++) map.set(keyOf(i), i);
  assert.deepEqual(map.slice(keyOf(3), keyOf(6)), [3, 4, 5]);
  assert.deepEqual(map.slice(keyOf(190), "\uffff", 3), [190, 191, 192]);
  assert.deepEqual(map.slice(keyOf(190), "\uffff", 0), []);
  assert.equal(map.count(keyOf(10), keyOf(5)), 0);
});

test("keys sort as their UTF-8 bytes", () => {
  const char = fc.constantFrom("a", "/", "\u007f", "é", "\ud7ff", "\ue000", "\ufffd", "\uffff", "😀", "\u{10ffff}");
  fc.assert(
    fc.property(fc.array(char), fc.array(char), (a, b) => {
      const [left, right] = [a.join(""), b.join("")];
      assert.equal(compareKeys(left, right), Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right))));
    }),
  );
  assert.equal(sortKey("/registry/pods/a"), "/registry/pods/a");
});

function sorted(model: Map<string, number>): [string, number][] {
  return [...model].sort(([a], [b]) => (a < b ? -1 : 1));
}
