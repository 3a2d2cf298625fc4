import assert from "node:assert/strict";
import { test } from "node:test";
import { Path } from "../field/index.js";
import {
  byKeys,
  check,
  CheckPlan,
  discriminatedUnion,
  eachKey,
  eachMapVal,
  eachVal,
  format,
  ifEnabled,
  immutable,
  item,
  maxBytes,
  maxLength,
  maxProperties,
  minLength,
  minProperties,
  nonEmpty,
  nonZero,
  oneOf,
  present,
  sameValue,
  silentCheck,
  stoppingCheck,
  subfield,
  union,
  unique,
  update,
  type Check,
  type FormatName,
  type Operation,
} from "./index.js";

const CREATE: Operation = { update: false };
const UPDATE: Operation = { update: true };

function run<T>(
  one: Check<T>,
  value: T | undefined,
  old?: T,
  op: Operation = old === undefined ? CREATE : UPDATE,
): string[] {
  return one.validate(Path.of("f"), value, old, op).map(String);
}

const formats: readonly {
  readonly name: FormatName;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}[] = [
  { name: "k8s-short-name", good: ["a", "a-1", "a".repeat(63)], bad: ["", "A", "-a", "a.b", "a".repeat(64)] },
  { name: "k8s-long-name", good: ["a", "a.b-c"], bad: ["", "A.b", "a..b", "a".repeat(254)] },
  { name: "k8s-long-name-caseless", good: ["A.b"], bad: ["", "a_b"] },
  { name: "k8s-label-key", good: ["a", "a.io/B_c"], bad: ["", "/a", "A.io/a", "a/b/c"] },
  { name: "k8s-prefixed-label-key", good: ["a.io/b"], bad: ["b"] },
  { name: "k8s-label-value", good: ["", "A_b.c"], bad: ["a b", "-"] },
  { name: "k8s-path-segment-name", good: ["a b", "", "ä"], bad: [".", "..", "a/b", "50%"] },
  { name: "k8s-ip", good: ["10.9.8.7", "::1", "010.1.1.1"], bad: ["10.9.8", "x"] },
  {
    name: "k8s-uuid",
    good: ["123e4567-e89b-12d3-a456-426614174000"],
    bad: ["", "123E4567-e89b-12d3-a456-426614174000", "123e4567"],
  },
  {
    name: "k8s-extended-resource-name",
    good: ["a.io/gpu"],
    bad: ["gpu", "kubernetes.io/gpu", "requests.a.io/gpu", "a.io/g/u"],
  },
  { name: "k8s-resource-pool-name", good: ["a", "a/b.c/d"], bad: ["", "a//b", "A", "a/".repeat(127) + "a"] },
  {
    name: "k8s-resource-fully-qualified-name",
    good: ["a.io/b_c"],
    bad: ["b", "/b", "a.io/", "a.io/b-c", `a.io/${"b".repeat(33)}`],
  },
];
for (const tc of formats) {
  test(`format ${tc.name}`, () => {
    for (const value of tc.good) assert.deepEqual(run(format(tc.name), value), [], value);
    for (const value of tc.bad) assert.notDeepEqual(run(format(tc.name), value), [], value);
    assert.deepEqual(run(format(tc.name), undefined), []);
  });
}

test("messages of formats name the part that is wrong", () => {
  assert.deepEqual(run(format("k8s-resource-pool-name"), "a//b"), [
    'f: Invalid value: "a//b": segment 1: must not be empty',
  ]);
  assert.deepEqual(run(format("k8s-resource-fully-qualified-name"), "/b"), [
    'f: Invalid value: "": prefix must not be empty',
  ]);
  assert.deepEqual(run(format("k8s-resource-fully-qualified-name"), "x"), [
    'f: Invalid value: "x": a fully qualified name must be a domain and a name separated by a slash',
  ]);
  assert.deepEqual(run(format("k8s-extended-resource-name"), "kubernetes.io/x"), [
    'f: Invalid value: "kubernetes.io/x": must not have "kubernetes.io/" domain',
  ]);
});

test("lengths count characters, sizes bytes", () => {
  const text = "😀😀";
  assert.deepEqual(run(maxLength(2), text), []);
  assert.deepEqual(run(maxLength(1), text), ["f: Too long: may not be more than 1 character"]);
  assert.deepEqual(run(minLength(2), text), []);
  assert.deepEqual(run(minLength(3), text), ["f: Too short: must be at least 3 characters"]);
  assert.deepEqual(run(maxBytes(8), text), []);
  assert.deepEqual(run(maxBytes(7), text), ["f: Too long: may not be more than 7 bytes"]);
});

test("sizes of maps", () => {
  assert.deepEqual(run(maxProperties(1), { a: 1, b: 2 }), ["f: Too many: 2: must have at most 1 item"]);
  assert.deepEqual(run(minProperties(1), {}), ["f: Too few: 0: must have at least 1 item"]);
  assert.deepEqual(run(minProperties(1), undefined), ["f: Too few: 0: must have at least 1 item"]);
});

test("what counts as given", () => {
  const values = [undefined, null, "", 0, false, "x", 1, true, [], {}, [0], { a: 0 }];
  assert.deepEqual(values.map(present), [false, false, true, true, true, true, true, true, true, true, true, true]);
  assert.deepEqual(values.map(nonZero), [false, false, false, false, false, true, true, true, true, true, true, true]);
  assert.deepEqual(values.map(nonEmpty), [
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
});

test("checks that stop run first, all of them, and end their own group only", () => {
  const seen: string[] = [];
  const note = (name: string, make: typeof check, finds: boolean, cohort = ""): Check<unknown> => ({
    ...make<unknown>((path) => {
      seen.push(name);
      return finds ? immutable.validate(path, 1, 2, UPDATE) : [];
    }),
    cohort,
  });
  const plan = new CheckPlan([
    note("in group", check, true, "g"),
    note("group stops", stoppingCheck, true, "g"),
    note("plain", check, true),
    note("silent", silentCheck, true),
    note("stops", stoppingCheck, true),
    note("other group", check, true, "h"),
  ]);
  const errs: ReturnType<Check<unknown>["validate"]> = [];
  assert.equal(plan.run(errs, undefined, 1, undefined, CREATE), true);
  assert.deepEqual(seen, ["silent", "stops"]);
  assert.equal(errs.length, 1);
  seen.length = 0;
  const groups = new CheckPlan([
    note("group stops", stoppingCheck, true, "g"),
    note("in group", check, true, "g"),
    note("other group", check, true, "h"),
  ]);
  assert.equal(groups.run([], undefined, 1, undefined, CREATE), false);
  assert.deepEqual(seen, ["group stops", "other group"]);
});

test("elements are found again by value or by keys, or not at all", () => {
  const long = check<string>((path, value) =>
    value === undefined || value.length < 2 ? [] : format("k8s-uuid").validate(path, value, undefined, CREATE),
  );
  assert.equal(run(eachVal(long), ["ab"], ["ab"]).length, 1);
  assert.equal(run(eachVal(long, { match: sameValue, byKeys: false }), ["ab", "cd"], ["ab"]).length, 1);
  interface Pair {
    readonly key: string;
    readonly value: string;
  }
  const value = check<Pair>((path, pair) => long.validate(path, pair?.value, undefined, CREATE));
  const keyed = eachVal(value, { match: byKeys<Pair>("key"), byKeys: true });
  assert.deepEqual(
    run(
      keyed,
      [{ key: "a", value: "xx" }],
      [
        { key: "b", value: "y" },
        { key: "a", value: "xx" },
      ],
    ),
    [],
  );
  assert.equal(run(keyed, [{ key: "a", value: "xx" }], [{ key: "a", value: "yy" }]).length, 1);
});

test("keys and values of maps that were there before are taken as they are", () => {
  const bad = format("k8s-label-key");
  assert.equal(run(eachKey(bad), { "a b": 1, "c d": 2 }, { "a b": 3 }).length, 1);
  assert.equal(run(eachMapVal(bad), { a: "x y", b: "x y" }, { a: "x y", b: "z" }).length, 1);
  // Keys of the prototype are no keys of the map.
  assert.equal(run(eachKey(bad), JSON.parse('{"__proto__":1}') as { [key: string]: unknown }, {}).length, 1);
});

test("uniqueness tells texts from numbers and reports each repetition", () => {
  assert.deepEqual(run(unique<unknown>(sameValue), ["1", 1, "1", 1]), [
    'f[2]: Duplicate value: "1"',
    "f[3]: Duplicate value: 1",
  ]);
  assert.deepEqual(
    run(unique(byKeys<{ a?: string; b?: string }>("a", "b")), [{ a: "x" }, { a: "x", b: "" }, { a: "x" }]),
    ['f[2]: Duplicate value: {"a":"x"}'],
  );
});

test("an item is found by all of its values", () => {
  const one = item<{ a: string; n: number; s?: string }>({ a: "x", n: 1 }, "c", immutable);
  assert.deepEqual(run(one, [{ a: "x", n: 2 }], [{ a: "x", n: 2 }]), []);
  assert.deepEqual(
    run(
      one,
      [
        { a: "y", n: 1 },
        { a: "x", n: 1, s: "new" },
      ],
      [{ a: "x", n: 1 }],
    ),
    ["f[1]: Invalid value: null: field is immutable"],
  );
});

test("a subfield has its own path, ratchet and zero value", () => {
  const rule = subfield<{ name?: string }, "name">("name", maxLength(1));
  assert.deepEqual(run(rule, { name: "ab" }), ["f.name: Too long: may not be more than 1 character"]);
  assert.deepEqual(run(rule, { name: "ab" }, { name: "ab" }), []);
  assert.deepEqual(run(subfield<{ name: string }, "name">("name", minLength(1), ""), {} as { name: string }), [
    "f.name: Too short: must be at least 1 character",
  ]);
});

test("enums are listed sorted, without what options leave out", () => {
  const rule = oneOf(["b", "a", "c"], [{ value: "c", option: "X", when: true }]);
  assert.deepEqual(run(rule, "c"), []);
  assert.deepEqual(run(rule, "c", undefined, { update: false, enabled: new Set(["X"]) }), [
    'f: Unsupported value: "c": supported values: "a", "b"',
  ]);
});

test("a condition keeps what its check does to others", () => {
  const rule = ifEnabled("X", immutable);
  assert.equal(rule.stop, "error");
  assert.deepEqual(run(rule, 1, 2), []);
  assert.equal(run<unknown>(rule, 1, 2, { update: true, enabled: new Set(["X"]) }).length, 1);
});

test("an update's constraints, for a struct that is always there too", () => {
  assert.deepEqual(run(update(undefined, "NoModify"), { a: 1 }, { a: 2 }), [
    "f: Invalid value: null: field cannot be modified once set",
  ]);
  assert.deepEqual(run<unknown>(update(nonZero, "NoSet", "NoUnset", "NoModify"), "x", ""), [
    "f: Invalid value: null: field cannot be set once created",
  ]);
  assert.deepEqual(run<unknown>(update(nonZero, "NoModify"), "x"), []);
});

test("unions take over what was wrong before only as it was", () => {
  interface Both {
    a?: string;
    b?: string;
  }
  const rule = union<Both>([
    { field: "a", isSet: nonZero },
    { field: "b", isSet: nonZero },
  ]);
  assert.deepEqual(run(rule, { a: "x", b: "y" }, { a: "1", b: "2" }), []);
  assert.deepEqual(run(rule, { a: "x", b: "y" }, { a: "1" }), [
    'f: Invalid value: "{a, b}": must specify exactly one of: `a`, `b`',
  ]);
  const typed = discriminatedUnion<Both & { t: string }>("t", [{ field: "a", isSet: nonZero, value: "A" }]);
  assert.deepEqual(run(typed, { t: "B", a: "x" }, { t: "B", a: "y" }), []);
  assert.deepEqual(run(typed, { t: "B", a: "x" }, { t: "A", a: "x" }), [
    'f.a: Invalid value: "": may only be specified when `t` is "A"',
  ]);
});
