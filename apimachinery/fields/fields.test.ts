import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import {
  everyField,
  FieldSelector,
  fieldSelectorFromSet,
  InvalidFieldSelectorError,
  parseFieldSelector,
  type Fields,
} from "./index.js";

interface Vectors {
  readonly fieldSets: readonly Fields[];
  readonly field: readonly {
    readonly in: string;
    readonly error?: string;
    readonly empty?: boolean;
    readonly string?: string;
    readonly matches?: readonly boolean[];
    readonly requirements?: readonly { field: string; op: string; value: string }[];
  }[];
}
const FILE = "vectors/selectors.json";
const vectors = readGolden<Vectors>(FILE, { fieldSets: [], field: [] });

test("recordings are there", { skip: skipWithout(FILE) }, () => assert.ok(vectors.field.length > 20));
for (const tc of vectors.field) {
  test(`recorded: ${JSON.stringify(tc.in)}`, () => {
    if (tc.error !== undefined) {
      assert.throws(() => parseFieldSelector(tc.in), { name: "InvalidFieldSelectorError", message: tc.error });
      return;
    }
    const selector = parseFieldSelector(tc.in);
    assert.equal(selector.toString(), tc.string);
    assert.equal(selector.empty, tc.empty);
    assert.deepEqual(
      vectors.fieldSets.map((set) => selector.matches(set)),
      tc.matches,
    );
    assert.deepEqual(
      selector.requirements.map((r) => ({ field: r.field, op: r.operator, value: r.value })),
      tc.requirements,
    );
  });
}

test("transform renames, drops and refuses", () => {
  const selector = parseFieldSelector("a=1,b!=2,c=3");
  const transformed = selector.transform((label, value) =>
    label === "b" ? { label: "", value: "" } : { label: `x.${label}`, value },
  );
  assert.equal(transformed.toString(), "x.a=1,x.c=3");
  const refuse = (): never => {
    throw new Error("field label not supported: a");
  };
  assert.throws(() => parseFieldSelector("a=1", refuse), { message: "field label not supported: a" });
});

test("exact match, empty sets and inherited names", () => {
  assert.equal(parseFieldSelector("a!=0,a=1").requiresExactMatch("a"), "1");
  assert.equal(parseFieldSelector("a!=0").requiresExactMatch("a"), undefined);
  assert.equal(fieldSelectorFromSet(undefined), everyField());
  assert.equal(parseFieldSelector("constructor=").matches({}), true);
});

test("property: the text of a selector reads back to the same terms", () => {
  const field = fc.stringMatching(/^[a-z.]{1,8}$/);
  const term = fc.record({ field, operator: fc.constantFrom("=" as const, "!=" as const), value: fc.string() });
  fc.assert(
    fc.property(fc.array(term, { maxLength: 4 }), (terms) => {
      const selector = new FieldSelector(terms);
      const again = parseFieldSelector(selector.toString());
      assert.equal(again.requirements.length, terms.length);
      assert.deepEqual(
        new Set(again.requirements.map((r) => JSON.stringify(r))),
        new Set(terms.map((r) => JSON.stringify(r))),
      );
    }),
  );
});

test("property: no text breaks the parser", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "=", "!", ",", "\\", "ü", " ") }), (text) => {
      try {
        parseFieldSelector(text);
      } catch (err) {
        assert.ok(err instanceof InvalidFieldSelectorError);
      }
    }),
    { numRuns: 500 },
  );
});
