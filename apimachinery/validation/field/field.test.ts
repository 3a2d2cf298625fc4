import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aggregateMessage,
  childOf,
  duplicate,
  type FieldError,
  forbidden,
  internalError,
  invalid,
  notFound,
  notSupported,
  Path,
  required,
  tooFew,
  tooLong,
  tooLongCharacters,
  tooMany,
  tooShort,
  typeInvalid,
} from "./index.js";

const spec = Path.of("spec");
const cases: readonly (readonly [FieldError, string])[] = [
  [required(spec.child("a"), ""), "spec.a: Required value"],
  [required(spec.child("a"), "say it"), "spec.a: Required value: say it"],
  [invalid(spec.index(3).child("b"), -1, "no"), "spec[3].b: Invalid value: -1: no"],
  [invalid(spec.key("a/b"), 'x"\x00', "no"), 'spec[a/b]: Invalid value: "x\\"\\x00": no'],
  [invalid(spec, null, "no"), "spec: Invalid value: null: no"],
  [invalid(spec, undefined, "no"), "spec: Invalid value: null: no"],
  [invalid(spec, true, "no"), "spec: Invalid value: true: no"],
  [invalid(spec, { a: "<b>" }, "no"), 'spec: Invalid value: {"a":"\\u003cb\\u003e"}: no'],
  [typeInvalid(spec, [1], "no"), "spec: Invalid value: [1]: no"],
  [notSupported(spec, "x", ["a", "b"]), 'spec: Unsupported value: "x": supported values: "a", "b"'],
  [notSupported(spec, ["x"], ["All"]), 'spec: Unsupported value: ["x"]: supported values: "All"'],
  [notSupported(spec, "x", []), 'spec: Unsupported value: "x"'],
  [duplicate(spec.index(0), "x"), 'spec[0]: Duplicate value: "x"'],
  [notFound(spec, "x"), 'spec: Not found: "x"'],
  [forbidden(undefined, "no"), "<nil>: Forbidden: no"],
  [tooLong(Path.of(""), "x", 1048576), "[]: Too long: may not be more than 1048576 bytes"],
  [tooLong(spec, "x", 1), "spec: Too long: may not be more than 1 byte"],
  [tooLong(spec, "x", -1), "spec: Too long: value is too long"],
  [tooLongCharacters(spec, "x", 3), "spec: Too long: may not be more than 3 characters"],
  [tooShort(spec, "x", 2), "spec: Too short: must be at least 2 characters"],
  [tooMany(spec, 4, 3), "spec: Too many: 4: must have at most 3 items"],
  [tooMany(spec, -1, 1), "spec: Too many: must have at most 1 item"],
  [tooFew(spec, 0, 1), "spec: Too few: 0: must have at least 1 item"],
  [internalError(spec, new Error("boom")), "spec: Internal error: boom"],
];
for (const [err, want] of cases) test(want, () => assert.equal(String(err), want));

test("messages aggregate without repetition", () => {
  const a = required(spec.child("a"), "");
  const b = required(childOf(undefined, "b"), "");
  assert.equal(aggregateMessage([]), "");
  assert.equal(aggregateMessage([a, a]), "spec.a: Required value");
  assert.equal(aggregateMessage([a, b, a]), "[spec.a: Required value, b: Required value]");
});
