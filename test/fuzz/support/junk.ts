import fc from "fast-check";

/** Keys that mean something to JavaScript, to patches, or to nobody. */
export const oddKeys: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "",
  "a.b/c",
  "\u0000",
  "\ud800",
  "é",
  "$patch",
  "$retainKeys",
  "$setElementOrder/containers",
  "$deleteFromPrimitiveList/finalizers",
  "apiVersion",
  "kind",
  "metadata",
  "name",
  "length",
  "0",
  "-1",
];

const numbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  1.5,
  255,
  256,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 63,
  1e308,
  5e-324,
];

const texts: readonly string[] = [
  "",
  "x",
  "X",
  "-",
  "a/b",
  "a/b/c",
  "../..",
  "%2e%2e",
  "a\u0000b",
  "a\nb",
  "\u007f",
  "\ud800",
  "\u2028",
  "💥",
  "100m",
  "-1",
  "1e999999999",
  "0.0000000000000000000000001",
  "99999999999999999999999999",
  "2026-01-01T00:00:00Z",
  "9999-99-99T99:99:99Z",
  "merge",
  "replace",
  "delete",
  "true",
  "null",
  "0x10",
  "IntOrString",
  "50%",
  "-50%",
  "*",
  "!",
  "a=b,c in (d",
  "a".repeat(64),
  "b".repeat(300),
  "constructor",
  "__proto__",
  "toString",
];

/** What a field may hold that its author did not think of. Own `__proto__` members are made as a parser makes them. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], [{}], [""], [0]) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(...oddKeys).map((key) => member(key, { polluted: "yes" })) },
  { weight: 1, arbitrary: fc.constant(member("constructor", member("prototype", { polluted: "yes" }))) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map(nested) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)) },
);

/** An object with one member of its own, whatever its name. */
export function member(key: string, value: unknown): object {
  return Object.defineProperty({}, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Lists and objects in turns. */
function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}
