import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import {
  everything,
  formatLabelSelector,
  InvalidSelectorError,
  labelSelectorAsSelector,
  labelsToString,
  newRequirement,
  nothing,
  parseSelector,
  parseToLabelSelector,
  selectorFromSet,
  validatedSelectorFromSet,
  type Labels,
  type LabelSelectorLike,
  type Operator,
} from "./index.js";

interface Vectors {
  readonly labelSets: readonly Labels[];
  readonly label: readonly {
    readonly in: string;
    readonly error?: string;
    readonly empty?: boolean;
    readonly selectable?: boolean;
    readonly string?: string;
    readonly matches?: readonly boolean[];
    readonly requirements?: readonly { key: string; op: Operator; values: readonly string[] }[];
  }[];
  readonly labelSelectorObjects: readonly {
    readonly in: LabelSelectorLike;
    readonly error?: string;
    readonly string?: string;
    readonly matches?: readonly boolean[];
  }[];
}
const FILE = "vectors/selectors.json";
const vectors = readGolden<Vectors>(FILE, { labelSets: [], label: [], labelSelectorObjects: [] });

test("recordings are there", { skip: skipWithout(FILE) }, () => assert.ok(vectors.label.length > 50));
for (const tc of vectors.label) {
  test(`recorded: ${JSON.stringify(tc.in)}`, () => {
    if (tc.error !== undefined) {
      assert.throws(() => parseSelector(tc.in), { name: "InvalidSelectorError", message: tc.error });
      return;
    }
    const selector = parseSelector(tc.in);
    assert.equal(selector.toString(), tc.string);
    assert.equal(selector.empty, tc.empty);
    assert.equal(selector.selectable, tc.selectable);
    assert.deepEqual(
      vectors.labelSets.map((set) => selector.matches(set)),
      tc.matches,
    );
    assert.deepEqual(
      selector.requirements.map((r) => ({ key: r.key, op: r.operator, values: [...r.values] })),
      tc.requirements?.map((r) => ({ ...r, values: r.values ?? [] })),
    );
  });
}
for (const tc of vectors.labelSelectorObjects) {
  test(`recorded object: ${JSON.stringify(tc.in)}`, () => {
    if (tc.error !== undefined) {
      assert.throws(() => labelSelectorAsSelector(tc.in), { name: "InvalidSelectorError", message: tc.error });
      return;
    }
    const selector = labelSelectorAsSelector(tc.in);
    assert.equal(selector.toString(), tc.string);
    assert.deepEqual(
      vectors.labelSets.map((set) => selector.matches(set)),
      tc.matches,
    );
  });
}

test("everything and nothing", () => {
  assert.equal(everything().matches(undefined), true);
  assert.equal(everything().empty, true);
  assert.equal(nothing().matches({}), false);
  assert.equal(nothing().empty, false);
  assert.equal(nothing().add(newRequirement("a", "exists", [])), nothing());
  assert.equal(labelSelectorAsSelector(undefined), nothing());
  assert.equal(labelSelectorAsSelector({}), everything());
});

test("inherited names are no labels", () => {
  for (const key of ["constructor", "toString"]) {
    assert.equal(parseSelector(key).matches({}), false);
    assert.equal(parseSelector(`!${key}`).matches({}), true);
    assert.equal(parseSelector(`${key}=x`).matches({ [key]: "x" }), true);
  }
});

test("exact match", () => {
  const selector = parseSelector("a=1,b in (2),c in (3,4),d!=5,e");
  assert.deepEqual(
    ["a", "b", "c", "d", "e", "f"].map((label) => selector.requiresExactMatch(label)),
    ["1", "2", undefined, undefined, undefined, undefined],
  );
});

test("from sets", () => {
  assert.equal(selectorFromSet({ b: "2", a: "1" }).toString(), "a=1,b=2");
  assert.equal(selectorFromSet(undefined).empty, true);
  assert.equal(labelsToString({ b: "2", a: "1" }), "a=1,b=2");
  assert.throws(() => validatedSelectorFromSet({ a: "b c" }), InvalidSelectorError);
  assert.equal(validatedSelectorFromSet({ a: "b" }).matches({ a: "b", c: "d" }), true);
});

test("to objects and to text for people", () => {
  assert.deepEqual(parseToLabelSelector("a=1,b notin (2),!c"), {
    matchLabels: { a: "1" },
    matchExpressions: [
      { key: "b", operator: "NotIn", values: ["2"] },
      { key: "c", operator: "DoesNotExist", values: [] },
    ],
  });
  assert.throws(() => parseToLabelSelector("a>1"), { message: '"gt" isn\'t supported in label selectors' });
  assert.equal(formatLabelSelector({}), "<none>");
  assert.equal(formatLabelSelector({ matchLabels: { a: "b c" } }), "<error>");
});

const key = fc.stringMatching(/^([a-z]{1,5}\.[a-z]{1,3}\/)?[a-zA-Z0-9]([-A-Za-z0-9_.]{0,6}[a-z0-9])?$/);
const value = fc.stringMatching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,6}[a-z0-9])?)?$/);
const requirement = fc.oneof(
  fc.tuple(
    key,
    fc.constantFrom<Operator>("=", "==", "!="),
    value.map((v) => [v]),
  ),
  fc.tuple(key, fc.constantFrom<Operator>("in", "notin"), fc.uniqueArray(value, { minLength: 1, maxLength: 4 })),
  fc.tuple(key, fc.constantFrom<Operator>("exists", "!"), fc.constant<string[]>([])),
  fc.tuple(
    key,
    fc.constantFrom<Operator>("gt", "lt"),
    fc.nat().map((n) => [String(n)]),
  ),
);

test("property: the text of a selector reads back to the same selector", () => {
  fc.assert(
    fc.property(fc.array(requirement, { maxLength: 5 }), fc.dictionary(key, value), (parts, labels) => {
      const selector = everything().add(...parts.map(([k, op, values]) => newRequirement(k, op, values)));
      const again = parseSelector(selector.toString());
      assert.equal(again.toString(), selector.toString());
      assert.equal(again.matches(labels), selector.matches(labels));
    }),
  );
});

test("property: no text breaks the parser", () => {
  const piece = fc.constantFrom("a", "in", "notin", "(", ")", ",", "!", "=", "==", "<", ">", " ", "\0", "x.y/z", "ü");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        try {
          const selector = parseSelector(text);
          assert.equal(parseSelector(selector.toString()).toString(), selector.toString());
        } catch (err) {
          assert.ok(err instanceof InvalidSelectorError);
        }
      },
    ),
    { numRuns: 500 },
  );
});
