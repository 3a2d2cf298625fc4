import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkHistory } from "./check.js";
import {
  describeOperation,
  objectModel,
  type ObjectInput,
  type ObjectOperation,
  type ObjectOutput,
} from "./object-model.js";
import { withStaleRead } from "./stale-read.js";

const ok: ObjectOutput = { outcome: "ok" };
const found = (value: string): ObjectOutput => ({ outcome: "ok", value });
const missing: ObjectOutput = { outcome: "missing" };
const exists: ObjectOutput = { outcome: "exists" };
const conflict: ObjectOutput = { outcome: "conflict" };
const get: ObjectInput = { verb: "get" };
const create = (value: string): ObjectInput => ({ verb: "create", value });
const update = (value: string, expected?: string): ObjectInput =>
  expected === undefined ? { verb: "update", value } : { verb: "update", value, expected };
const remove: ObjectInput = { verb: "delete" };

type Row = readonly [called: number, returned: number, input: ObjectInput, output: ObjectOutput | undefined];

const histories: { name: string; rows: readonly Row[]; good: boolean }[] = [
  { name: "nothing", rows: [], good: true },
  {
    name: "one after the other",
    rows: [
      [0, 1, create("a"), ok],
      [2, 3, get, found("a")],
      [4, 5, remove, ok],
      [6, 7, get, missing],
    ],
    good: true,
  },
  {
    name: "a read sees a write that is under way",
    rows: [
      [0, 10, create("a"), ok],
      [1, 2, get, found("a")],
    ],
    good: true,
  },
  {
    name: "a read does not yet see it",
    rows: [
      [0, 10, create("a"), ok],
      [1, 2, get, missing],
    ],
    good: true,
  },
  {
    name: "reads see it and then see it no more",
    rows: [
      [0, 10, create("a"), ok],
      [1, 2, get, found("a")],
      [3, 4, get, missing],
    ],
    good: false,
  },
  {
    name: "a stale read after a write",
    rows: [
      [0, 1, create("a"), ok],
      [2, 3, update("b"), ok],
      [4, 5, get, found("a")],
    ],
    good: false,
  },
  {
    name: "a lost write",
    rows: [
      [0, 1, create("a"), ok],
      [2, 3, get, missing],
    ],
    good: false,
  },
  {
    name: "a value that nobody wrote",
    rows: [
      [0, 1, create("a"), ok],
      [2, 3, get, found("z")],
    ],
    good: false,
  },
  {
    name: "two creations without a deletion between",
    rows: [
      [0, 5, create("a"), ok],
      [1, 6, create("b"), ok],
    ],
    good: false,
  },
  {
    name: "two creations, one refused",
    rows: [
      [0, 5, create("a"), ok],
      [1, 6, create("b"), exists],
      [7, 8, get, found("a")],
    ],
    good: true,
  },
  { name: "a creation refused though nothing is there", rows: [[0, 1, create("a"), exists]], good: false },
  {
    name: "a lost update: two writers that had read the same",
    rows: [
      [0, 1, create("a"), ok],
      [2, 5, update("b", "a"), ok],
      [3, 6, update("c", "a"), ok],
    ],
    good: false,
  },
  {
    name: "one of two such writers is refused",
    rows: [
      [0, 1, create("a"), ok],
      [2, 5, update("b", "a"), ok],
      [3, 6, update("c", "a"), conflict],
      [7, 8, get, found("b")],
    ],
    good: true,
  },
  {
    name: "a conflict without another writer",
    rows: [
      [0, 1, create("a"), ok],
      [2, 3, update("b", "a"), conflict],
    ],
    good: false,
  },
  {
    name: "two readers that see two writes in different orders",
    rows: [
      [0, 1, create("0"), ok],
      [2, 20, update("a"), ok],
      [2, 20, update("b"), ok],
      [3, 4, get, found("a")],
      [5, 6, get, found("b")],
      [7, 8, get, found("a")],
    ],
    good: false,
  },
  {
    name: "a write without an answer that happened",
    rows: [
      [0, 1, create("a"), undefined],
      [5, 6, get, found("a")],
    ],
    good: true,
  },
  {
    name: "a write without an answer that did not",
    rows: [
      [0, 1, create("a"), undefined],
      [5, 6, get, missing],
    ],
    good: true,
  },
  {
    name: "a write without an answer that happens late",
    rows: [
      [0, 1, create("a"), undefined],
      [5, 6, get, missing],
      [7, 8, get, found("a")],
    ],
    good: true,
  },
  {
    name: "a write without an answer that happens twice",
    rows: [
      [0, 1, create("a"), undefined],
      [5, 6, get, found("a")],
      [7, 8, remove, ok],
      [9, 10, get, found("a")],
    ],
    good: false,
  },
  {
    name: "a write without an answer does not happen before its call",
    rows: [
      [0, 1, get, found("a")],
      [5, 6, create("a"), undefined],
    ],
    good: false,
  },
  {
    name: "operations that touch are concurrent",
    rows: [
      [0, 1, create("a"), ok],
      [1, 2, get, missing],
    ],
    good: true,
  },
];
for (const { name, rows, good } of histories) {
  test(`history: ${name}`, () => assert.equal(checkHistory(objectModel, historyOf(rows)).linearizable, good));
}

test("a bad history comes with how far it works and where it ends", () => {
  const history = historyOf([
    [0, 1, create("a"), ok],
    [2, 3, update("b", "a"), ok],
    [4, 5, get, found("a")],
  ]);
  const verdict = checkHistory(objectModel, history);
  assert.ok(!verdict.linearizable);
  assert.deepEqual([...verdict.order, verdict.stuckAt].map(describeOperation), [
    "0.0–1.0 create a → ok",
    "2.0–3.0 update b (after a) → ok",
    "4.0–5.0 get → ok a",
  ]);
});

test("a search that is too long says so", () => {
  const rows = Array.from({ length: 12 }, (_, i): Row => [i, 100, update(String(i)), ok]);
  const history = historyOf([[0, 0, create("x"), ok], ...rows, [200, 201, get, found("nobody's")]]);
  assert.throws(() => checkHistory(objectModel, history, { maxSteps: 1_000 }), /not decided after 1000 steps/);
});

test("a long history of eight clients is decided quickly", () => {
  const history = simulate({ seed: 1, clients: 8, operations: 4_000 });
  assert.equal(checkHistory(objectModel, history).linearizable, true);
});

const inputs = fc.oneof(
  fc.constant(get),
  fc.constantFrom("a", "b", "c").map(create),
  fc.tuple(fc.constantFrom("d", "e"), fc.constantFrom(undefined, "a", "d")).map(([v, e]) => update(v, e)),
  fc.constant(remove),
);
const outputs = fc.constantFrom(ok, found("a"), found("d"), missing, exists, conflict, undefined);
const rows = fc.tuple(fc.nat(9), fc.nat(9), inputs, outputs).map(([at, took, input, output]): Row => {
  const answer = input.verb === "get" && output?.outcome === "ok" ? found(output.value ?? "a") : output;
  return [at, at + took, input, input.verb === "get" ? answer : output?.outcome === "ok" ? ok : output];
});

test("small histories: the same verdict as trying all orders", () => {
  let good = 0;
  let bad = 0;
  fc.assert(
    fc.property(fc.array(rows, { minLength: 1, maxLength: 5 }), (drawn) => {
      const history = historyOf(drawn);
      const want = someOrderWorks(history);
      if (want) good++;
      else bad++;
      assert.equal(checkHistory(objectModel, history).linearizable, want);
    }),
    { seed: 7, numRuns: 3_000 },
  );
  assert.ok(good > 100 && bad > 100, `both kinds were drawn: ${good} good, ${bad} bad`);
});

test("what is made by an object that works is accepted, and not with one answer of the past put in", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const history = simulate({ seed, clients: 4, operations: 60 });
    assert.equal(checkHistory(objectModel, history).linearizable, true, `seed ${seed}`);
    const stale = withStaleRead(history);
    if (stale !== undefined) assert.equal(checkHistory(objectModel, stale).linearizable, false, `stale, seed ${seed}`);
  }
});

function historyOf(drawn: readonly Row[]): ObjectOperation[] {
  return drawn.map(([called, returned, input, output]) => ({ called, returned, input, output }));
}

/** Tries every order of every choice of the operations without an answer. */
function someOrderWorks(history: readonly ObjectOperation[]): boolean {
  const search = (state: string | undefined, left: readonly ObjectOperation[]): boolean => {
    if (left.every(({ output }) => output === undefined)) return true;
    return left.some((operation) => {
      const others = left.filter((other) => other !== operation);
      // Nothing that had returned before this was called may come after it.
      if (others.some((other) => other.output !== undefined && other.returned < operation.called)) return false;
      const next = objectModel.step(state, operation.input, operation.output);
      return next !== "impossible" && search(next, others);
    });
  };
  return search(undefined, history);
}

/** A history of a real object: each operation happens at a random instant between its call and its return. */
function simulate(options: {
  readonly seed: number;
  readonly clients: number;
  readonly operations: number;
}): ObjectOperation[] {
  const random = generator(options.seed);
  const planned = Array.from({ length: options.clients }, () => {
    let now = random();
    return Array.from({ length: Math.floor(options.operations / options.clients) }, () => {
      const called = now;
      const happens = called + random();
      const returned = happens + random();
      now = returned + random() / 10;
      return { called, happens, returned, kind: Math.floor(random() * 4) };
    });
  }).flat();
  planned.sort((a, b) => a.happens - b.happens);
  let state: string | undefined;
  let writes = 0;
  return planned.map(({ called, returned, kind }) => {
    const value = String(writes++);
    const input = [get, create(value), update(value, random() < 0.5 ? state : undefined), remove][kind]!;
    const output = (["ok", "exists", "missing", "conflict"] as const)
      .map((outcome): ObjectOutput => (outcome === "ok" && input.verb === "get" ? found(state ?? "") : { outcome }))
      .find((answer) => objectModel.step(state, input, answer) !== "impossible")!;
    state = objectModel.step(state, input, output);
    return { called, returned, input, output };
  });
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
