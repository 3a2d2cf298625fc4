import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { OpenAPIDefinitions } from "../openapi/index.js";
import { runAtOnce } from "../runtime/index.js";
import {
  compareTyped,
  EMPTY_SET,
  FieldSet,
  fieldsV1FromSet,
  isUnchanged,
  mergeValues,
  OpenAPITypes,
  PathElement,
  setFromFieldsV1,
  setOfValue,
  Updater,
  validateValue,
  type Managers,
  type TypedValue,
} from "./index.js";

const definitions: OpenAPIDefinitions = {
  Root: {
    type: "object",
    properties: {
      id: { type: "string" },
      text: { type: "string" },
      count: { type: "integer" },
      labels: { type: "object", additionalProperties: { type: "string" } },
      whole: { type: "object", additionalProperties: { type: "string" }, "x-kubernetes-map-type": "atomic" },
      tags: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" },
      args: { type: "array", items: { type: "string" } },
      items: {
        type: "array",
        items: { allOf: [{ $ref: "#/components/schemas/Item" }], default: {} },
        "x-kubernetes-list-type": "map",
        "x-kubernetes-list-map-keys": ["name", "protocol"],
      },
      child: { allOf: [{ $ref: "#/components/schemas/Root" }] },
      free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    },
  },
  Item: {
    type: "object",
    properties: {
      name: { type: "string" },
      protocol: { type: "string", default: "TCP" },
      value: { type: "integer" },
      env: { type: "object", additionalProperties: { type: "string" } },
    },
  },
};
const type = new OpenAPITypes(definitions).model("Root");

const word = fc.constantFrom("a", "b", "c", 'd"<', "__proto__");
const words = fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 });
const item = fc.record(
  { name: word, protocol: fc.constantFrom("TCP", "UDP"), value: fc.nat(2), env: words },
  { requiredKeys: ["name"] },
);
// What loses its last part becomes null, as upstream: without empty objects an apply has done all the first time.
const hasSomething = (value: object): boolean => Object.values(value).some((part) => part !== undefined);
const { root: any } = fc.letrec<{ root: object }>((tie) => ({
  root: fc.record(
    {
      text: word,
      count: fc.nat(2),
      labels: words,
      whole: words,
      tags: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
      args: fc.array(word, { minLength: 1, maxLength: 3 }),
      items: fc.uniqueArray(item, {
        minLength: 1,
        maxLength: 4,
        selector: ({ name, protocol }) => `${name} ${protocol ?? "TCP"}`,
      }),
      child: fc.option(tie("root").filter(hasSomething), { nil: undefined, maxDepth: 2, depthSize: "small" }),
      free: fc.record({ text: word, count: fc.nat(2), deep: words }, { requiredKeys: ["text"] }),
    },
    { requiredKeys: [] },
  ),
}));

/** As parsed: with the usual prototype. */
const root = any.map((value) => JSON.parse(JSON.stringify(value)) as object);

const updater = new Updater({ converter: { convert: (object) => object } });
const typed = (value: unknown): TypedValue => ({ value, type });

test("a value is the same as itself, and of its type", () => {
  fc.assert(
    fc.property(root, (value) => {
      validateValue(value, type);
      assert.ok(isUnchanged(compareTyped(value, structuredClone(value), type)));
    }),
  );
});

test("merging with nothing new changes nothing", () => {
  fc.assert(
    fc.property(root, (value) => {
      assert.deepEqual(mergeValues(value, structuredClone(value), type) ?? {}, value);
      assert.deepEqual(mergeValues(value, {}, type) ?? {}, value);
      assert.deepEqual(mergeValues({}, value, type) ?? {}, value);
    }),
  );
});

test("a merge removes nothing and has all that was merged in", () => {
  fc.assert(
    fc.property(root, root, (left, right) => {
      const before = JSON.stringify([left, right]);
      const merged = mergeValues(left, right, type) ?? {};
      assert.equal(JSON.stringify([left, right]), before, "neither side is changed");
      assert.ok(compareTyped(left, merged, type).removed.isEmpty);
      assert.deepEqual(mergeValues(merged, structuredClone(right), type) ?? {}, merged);
      const fields = setOfValue(right, type);
      assert.ok(fields.difference(setOfValue(merged, type)).isEmpty);
    }),
  );
});

test("the three sets of a comparison have nothing in common", () => {
  fc.assert(
    fc.property(root, root, (left, right) => {
      const { added, modified, removed } = compareTyped(left, right, type);
      for (const [a, b] of [
        [added, modified],
        [added, removed],
        [modified, removed],
      ] as const) {
        assert.ok(a.intersection(b).isEmpty);
      }
      const back = compareTyped(right, left, type);
      assert.ok(back.added.equals(removed));
      assert.ok(back.removed.equals(added));
      assert.ok(back.modified.equals(modified));
    }),
  );
});

test("applying again changes nothing; applying nothing removes what was applied", () => {
  fc.assert(
    fc.property(root, root, (first, second) => {
      let live = typed({ id: "x" });
      let managers: Managers = new Map();
      for (const config of [first, second]) {
        const applied = runAtOnce(updater.apply(live, typed(config), "v1", managers, "one", false));
        live = applied.object ?? live;
        ({ managers } = applied);
        const again = runAtOnce(updater.apply(live, typed(structuredClone(config)), "v1", managers, "one", false));
        assert.equal(again.object, undefined);
        assert.deepEqual(fieldsOf(again.managers), fieldsOf(managers));
        // Nobody else has anything, so the object is what was applied.
        const left = compareTyped({ id: "x", ...config }, live.value, type);
        assert.ok(left.modified.isEmpty && left.removed.isEmpty);
      }
      const emptied = runAtOnce(updater.apply(live, typed({}), "v1", managers, "one", false));
      assert.deepEqual(fieldsOf(emptied.managers), {});
      const leaves = setOfValue(second, type).leaves();
      const kept = setOfValue((emptied.object ?? live).value ?? {}, type);
      assert.ok(leaves.intersection(kept).isEmpty || Object.keys(second).length === 0);
    }),
  );
});

test("an update never conflicts, and who updates has what changed to himself", () => {
  fc.assert(
    fc.property(root, root, (first, second) => {
      const applied = runAtOnce(updater.apply(typed({}), typed(first), "v1", new Map(), "one", false));
      const live = applied.object ?? typed({});
      const { managers } = runAtOnce(updater.update(live, typed(second), "v1", applied.managers, "two"));
      const { added, modified } = compareTyped(live.value, second, type);
      const changed = added.union(modified);
      assert.ok((managers.get("two")?.set ?? EMPTY_SET).equals(changed));
      assert.ok((managers.get("one")?.set ?? EMPTY_SET).intersection(changed).isEmpty);
      if (changed.isEmpty) return;
      const back = mergeValues(first, {}, type) ?? {};
      const forced = runAtOnce(updater.apply(typed(second), typed(back), "v1", managers, "one", true));
      assert.ok(setOfValue(back, type).difference(forced.managers.get("one")?.set ?? EMPTY_SET).isEmpty);
    }),
  );
});

test("containers of very many parts, which are gone through in pieces, are no different", () => {
  const many = Array.from({ length: 1200 }, (_, i) => `many${i}`);
  const padded = (value: { labels?: object; items?: object[]; tags?: string[] }): object => ({
    ...value,
    labels: { ...value.labels, ...Object.fromEntries(many.map((name) => [name, name])) },
    items: [...(value.items ?? []), ...many.map((name) => ({ name, value: 1 }))],
    tags: [...many, ...(value.tags ?? [])],
  });
  const padding = setOfValue(padded({}), type);
  const pads = FieldSet.of([PathElement.field("labels")], [PathElement.field("items")], [PathElement.field("tags")]);
  const without = (set: FieldSet): object => fieldsV1FromSet(set.difference(padding).difference(pads));
  fc.assert(
    fc.property(root, root, (left, right) => {
      const few = compareTyped(left, right, type);
      const same = compareTyped(padded(left), padded(right), type);
      const more = compareTyped(left, padded(right), type);
      for (const change of ["removed", "modified", "added"] as const) {
        assert.deepEqual(without(same[change]), without(few[change]));
        assert.deepEqual(without(more[change]), without(few[change]));
      }
      assert.ok(padding.difference(more.added).isEmpty);
      const text = JSON.stringify(fieldsV1FromSet(more.added));
      assert.ok(setFromFieldsV1(JSON.parse(text)).equals(more.added));
      assert.equal(JSON.stringify(fieldsV1FromSet(setFromFieldsV1(JSON.parse(text)))), text);
    }),
    { numRuns: 20 },
  );
});

test("what is wrong deep in a container of very many parts is told with its place", () => {
  const items = Array.from({ length: 1200 }, (_, i) => ({ name: `n${i}` }));
  assert.throws(() => compareTyped({}, { child: { items: [...items, 5] } }, type), {
    message: ".child.items: element 1200: associative list with keys may not have non-map elements",
  });
});

const element = fc.oneof(
  word.map((name) => PathElement.field(name)),
  fc.oneof(word, fc.nat(3), fc.boolean()).map((value) => PathElement.value(value)),
  fc.nat(12).map((index) => PathElement.index(index)),
  fc
    .dictionary(word, fc.oneof(word, fc.nat(3)), { minKeys: 1, maxKeys: 2 })
    .map((keys) => PathElement.key(Object.entries(keys).map(([name, value]) => ({ name, value })))),
);
const set = fc
  .array(fc.array(element, { minLength: 1, maxLength: 3 }), { maxLength: 12 })
  .map((paths) => FieldSet.of(...paths));

test("sets of fields are sets", () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      assert.ok(a.union(b).equals(b.union(a)));
      assert.ok(a.intersection(b).equals(b.intersection(a)));
      assert.ok(a.difference(b).union(a.intersection(b)).equals(a));
      assert.ok(a.difference(b).intersection(b).isEmpty);
      assert.ok(a.recursiveDifference(b).difference(a.difference(b)).isEmpty);
      assert.ok(a.difference(a).isEmpty);
      for (const path of a.paths()) assert.ok(a.union(b).has(path));
      assert.equal([...a.union(b).paths()].length, [...a.paths(), ...b.difference(a).paths()].length);
    }),
  );
});

test("a set survives being written, whatever the order in which it was made, and read", () => {
  fc.assert(
    fc.property(set, (fields) => {
      const text = JSON.stringify(fieldsV1FromSet(fields));
      const read = setFromFieldsV1(JSON.parse(text));
      assert.ok(read.equals(fields));
      assert.equal(JSON.stringify(fieldsV1FromSet(read)), text);
      assert.equal(JSON.stringify(fieldsV1FromSet(FieldSet.of(...[...fields.paths()].reverse()))), text);
    }),
  );
});

test("elements are written in upstream's order and form", () => {
  const fields = FieldSet.of(
    [PathElement.index(10)],
    [PathElement.index(2)],
    [PathElement.value(true)],
    [PathElement.value("x<")],
    [PathElement.value(3)],
    [PathElement.key([{ name: "b", value: 1 }])],
    [
      PathElement.key([
        { name: "z", value: "é" },
        { name: "a", value: 2 },
      ]),
    ],
    [PathElement.field("z")],
    [PathElement.field("a"), PathElement.field("b")],
    [PathElement.field("a")],
  );
  assert.deepEqual(Object.keys(fieldsV1FromSet(fields)), [
    "f:a",
    "f:z",
    'k:{"a":2,"z":"é"}',
    'k:{"b":1}',
    "v:3",
    'v:"x\\u003c"',
    "v:true",
    "i:2",
    "i:10",
  ]);
  assert.deepEqual(fieldsV1FromSet(fields)["f:a"], { ".": {}, "f:b": {} });
});

for (const text of ["f", "fa", "k:[]", "k:{", "v:", "i:x", "i:", "v:1 2"]) {
  test(`${text} is no element`, () => assert.throws(() => setFromFieldsV1({ [text]: {} })));
}

test("an element of a later version is passed over", () => {
  const fields = setFromFieldsV1({ "f:a": { "q:later": { "f:b": {} } }, "q:later": {} });
  assert.deepEqual(fieldsV1FromSet(fields), { "f:a": {} });
});

function fieldsOf(managers: Managers): object {
  return Object.fromEntries([...managers].map(([manager, { set: owned }]) => [manager, fieldsV1FromSet(owned)]));
}
