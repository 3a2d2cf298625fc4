import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { load, YAML11_SCHEMA } from "js-yaml";
import { readGolden, skipWithout } from "../../../test/support/golden.js";
import { deepEqualJSON } from "../deep-equal-json.js";
import { compareKeys } from "./key-order.js";
import { AT_ONCE_BYTES, Turns } from "../turns.js";
import { parseYAML, parseYAMLInTurns, toYAML, YAMLSyntaxError } from "./index.js";

const parse = (text: string): unknown => parseYAML(Buffer.from(text)).value;

const values: readonly (readonly [string, unknown])[] = [
  ["", null],
  ["---\n", null],
  ['{"a":1}', { a: 1 }],
  ["a: 1\nb: two\n", { a: 1, b: "two" }],
  ["a: [y, No, on, OFF, true]", { a: [true, false, true, false, true] }],
  ["a: [\"y\", 'no']", { a: ["y", "no"] }],
  ["a: [~, null, ]", { a: [null, null] }],
  ["a: [017, 0o17, 0x1F, 0b11, 1_000, -5, +5, 09, 1e3, .5]", { a: [15, 15, 31, 3, 1000, -5, 5, 9, 1000, 0.5] }],
  ["a: [1:30, 2001-01-01, 1.2.3, 0x, -, '1']".replace("-, ", ""), { a: ["1:30", "2001-01-01", "1.2.3", "0x", "1"] }],
  ["a: |\n  x\n  y\nb: >-\n  p\n  q\n", { a: "x\ny\n", b: "p q" }],
  ["y: 1\n1: 2\n1.5: 3\n", { true: 1, "1": 2, "1.5": 3 }],
  ["a: &x {b: [1]}\nc: *x", { a: { b: [1] }, c: { b: [1] } }],
  [
    "a: &x {b: 1, c: 1}\nd: &y {b: 2, d: 2}\ne: {<<: [*x, *y], c: 3}",
    {
      a: { b: 1, c: 1 },
      d: { b: 2, d: 2 },
      e: { b: 1, d: 2, c: 3 },
    },
  ],
  ["a: !!str 1\nb: !!int '2'\nc: !!binary aGk=\nd: !own 3", { a: "1", b: 2, c: "hi", d: "3" }],
  ["# only a comment\n", null],
  ["a: 1\n---\nb: 2\n---\nc: 3", { a: 1 }],
  ["---\n---\nb: 2", null],
];
for (const [text, want] of values) test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parse(text), want));

const broken: readonly (readonly [string, string])[] = [
  ["a: [", "yaml: line 1: did not find expected node content"],
  ["a: [1", "yaml: line 1: did not find expected ',' or ']'"],
  ["a:\n\tb: 1", "yaml: line 2: found character that cannot start any token"],
  ["a: b: c", "yaml: line 1: mapping values are not allowed in this context"],
  ["a: 'x", "yaml: line 1: found unexpected end of stream"],
  ["a: *x", "yaml: unknown anchor 'x' referenced"],
  ["a: &x [*x]", "yaml: anchor 'x' value contains itself"],
  ["a: [\n", "yaml: line 1: did not find expected node content"],
  ["? [a]\n: 1", "unsupported map key: keys must be strings, numbers or booleans"],
  ["~: 1", "unsupported map key: keys must be strings, numbers or booleans"],
  ["a: .inf", "json: unsupported value: +Inf"],
  ["a: -.inf", "json: unsupported value: -Inf"],
  ["a: .nan", "json: unsupported value: NaN"],
  ["<<: 1", "yaml: map merge requires map or sequence of maps as the value"],
  ["[".repeat(5000), "yaml: exceeded max depth"],
];
for (const [text, message] of broken) {
  test(`refuses ${JSON.stringify(text.slice(0, 30))}`, () => {
    assert.throws(() => parse(text), { name: "YAMLSyntaxError", message: `error converting YAML to JSON: ${message}` });
  });
}

test("what is not UTF-8 is refused", () => {
  assert.throws(() => parseYAML(Buffer.from([0x61, 0x3a, 0x20, 0xff])), YAMLSyntaxError);
});

test("aliases share nothing and cannot fill the memory", () => {
  const value = parse("a: &x {b: [1]}\nc: *x") as { a: { b: number[] }; c: { b: number[] } };
  value.a.b.push(2);
  assert.deepEqual(value.c.b, [1]);
  const levels = [..."bcdefghi"].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${levels.join("\n")}`;
  assert.throws(() => parse(bomb), /document contains excessive aliasing/);
});

test("repeated keys are told by line, and the last wins", () => {
  const { value, repeatedKeys } = parseYAML(Buffer.from("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n1: p\n1: q\n"));
  assert.deepEqual(value, { "1": "q", a: 3, b: { c: 2 } });
  assert.equal(
    repeatedKeys,
    'yaml: unmarshal errors:\n  line 4: key "c" already set in map\n  line 5: key "a" already set in map\n' +
      "  line 7: key 1 already set in map",
  );
  assert.equal(
    parseYAML(Buffer.from('{"a":1,\n"a":2}')).repeatedKeys,
    'yaml: unmarshal errors:\n  line 2: key "a" already set in map',
  );
});

test("keys that mean something to JavaScript are data", () => {
  const value = parse("__proto__: {admin: true}\nconstructor: 1") as { admin?: boolean };
  assert.equal(JSON.stringify(value), '{"__proto__":{"admin":true},"constructor":1}');
  assert.equal(value.admin, undefined);
});

const written: readonly (readonly [unknown, string])[] = [
  [{}, "{}\n"],
  [[1e21, 1e-7, -0.5], "- 1e+21\n- 1e-7\n- -0.5\n"],
  [[], "[]\n"],
  ["a", "a\n"],
  [null, "null\n"],
  [{ b: 1, a: [1, { y: 2, x: [] }], c: {} }, 'a:\n- 1\n- x: []\n  "y": 2\nb: 1\nc: {}\n'],
  [[[1, [2]], { a: [[3]] }], "- - 1\n  - - 2\n- a:\n  - - 3\n"],
  [
    { a: "two\nlines\n", b: "no\nend", c: "more\n\n", d: "\nlead", e: "trail \nx" },
    'a: |\n  two\n  lines\nb: |-\n  no\n  end\nc: |+\n  more\n\nd: |2-\n\n  lead\ne: "trail \\nx"\n',
  ],
  [
    ["y", "1", "", "~", "1e3", "0x1", "2001-01-01", "1:30", "<<", "null", ".5"],
    '- "y"\n- "1"\n- ""\n- "~"\n- "1e3"\n- "0x1"\n- "2001-01-01"\n- "1:30"\n- "<<"\n- "null"\n- ".5"\n',
  ],
  [
    ["a: b", "#x", "a #b", "-", "- x", "*x", " lead", "it's", "@x", "a:", "?", "%x", "'"],
    "- 'a: b'\n- '#x'\n- 'a #b'\n- '-'\n- '- x'\n- '*x'\n- ' lead'\n- it's\n- '@x'\n- 'a:'\n- '?'\n- '%x'\n- ''''\n",
  ],
  [["a\tb", "\u0001", "ü", "\u2028", "😀"], '- "a\\tb"\n- "\\x01"\n- ü\n- "\\L"\n- "\\U0001F600"\n'],
  [{ key10: 1, key9: 2, "0x": 3, a: 4, B: 5, ".": 6 }, ".: 6\n0x: 3\nB: 5\na: 4\nkey9: 2\nkey10: 1\n"],
  [{ ["k".repeat(130)]: { a: 1 } }, `? ${"k".repeat(130)}\n:\n  a: 1\n`],
];
for (const [value, want] of written)
  test(`writes ${JSON.stringify(value).slice(0, 60)}`, () => assert.equal(toYAML(value), want));

test("keys with numbers sort by the numbers", () => {
  const keys = ["a10", "a9", "a1", "a01", "a", "b", "1", "10", "2", "a-1", "A"];
  assert.deepEqual([...keys].sort(compareKeys), ["1", "2", "10", "A", "a", "a-1", "a1", "a01", "a9", "a10", "b"]);
});

interface Recording {
  readonly name: string;
  readonly request: { readonly body?: string };
  readonly response: { readonly body: unknown };
}
test("recorded: an object as YAML", { skip: skipWithout("tables.json") }, () => {
  const recordings = readGolden<readonly Recording[]>("tables.json", []);
  const body = recordings.find(({ name }) => name === "as application/yaml")?.response.body as string;
  // Placeholders of the recording are texts that need no quotes, where the times did.
  const object = parse(body.replaceAll("<time>", "2026-01-01T00:00:00Z"));
  assert.equal(toYAML(object).replaceAll("2026-01-01T00:00:00Z", "<time>"), body);
});
test("recorded: repeated keys and broken text", { skip: skipWithout("errors.json") }, () => {
  const recordings = readGolden<readonly Recording[]>("errors.json", []);
  const find = (wanted: string): Recording => recordings.find(({ name }) => name === wanted) as Recording;
  const messageOf = ({ response }: Recording): string => (response.body as { message: string }).message;
  const repeated = find("YAML duplicate key, Strict");
  const { repeatedKeys } = parseYAML(Buffer.from(repeated.request.body as string));
  assert.ok(messageOf(repeated).endsWith(`strict decoding error: ${repeatedKeys}`));
  const bad = find("apply: bad YAML");
  assert.throws(() => parse(bad.request.body as string), {
    message: messageOf(bad).slice("error decoding YAML: ".length),
  });
});

test("property: what is written reads back the same, here and in another parser", () => {
  const text = fc.string({
    unit: fc.constantFrom(
      "a",
      "1",
      ":",
      " ",
      "#",
      "-",
      "\n",
      "'",
      '"',
      "\t",
      "ü",
      "y",
      ".",
      "😀",
      "|",
      "%",
      "\\",
      "\u0085",
    ),
  });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(null, true, false, 0, -1.5, 12345678),
      text,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(text, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const yaml = toYAML(value);
      assert.ok(deepEqualJSON(parse(yaml), value), yaml);
      assert.ok(deepEqualJSON(load(yaml, { schema: YAML11_SCHEMA }), value), yaml);
      assert.equal(toYAML(parse(yaml)), yaml);
    }),
    { numRuns: 2000 },
  );
});

test("property: no text breaks the parser", () => {
  const piece = fc.constantFrom(
    "a",
    ":",
    " ",
    "\n",
    "-",
    "[",
    "]",
    "{",
    "}",
    "&x",
    "*x",
    "<<",
    "|",
    ">",
    "?",
    "!",
    "'",
    '"',
    "%",
    "#",
    "\t",
    "---",
    "1",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        parse(pieces.join(""));
      } catch (err) {
        assert.ok(err instanceof YAMLSyntaxError, String(err));
      }
    }),
    { numRuns: 3000 },
  );
});

test("a long text is read by a thread, with the same result", async () => {
  const entries = Array.from({ length: 6000 }, (_, i) => `k${i}: [${i}, -0.5, ~, "\\u00e9", 2001-01-01]`);
  for (const text of [
    entries.join("\n"),
    `${entries.join("\n")}\nk7: again\n__proto__: {a: b}\n`,
    `{a: b, c: {${entries.join(", ")}}}`,
  ]) {
    const bytes = Buffer.from(text);
    assert.ok(bytes.length > AT_ONCE_BYTES);
    const [long, short] = await Promise.all([parseYAMLInTurns(bytes, new Turns()), parseYAML(bytes)]);
    assert.deepEqual(long, short);
  }
});

test("a long text that is not YAML is told as a short one is", async () => {
  const bytes = Buffer.from(`${"a: b\n".repeat(20_000)}\tc`);
  const problem = (() => {
    try {
      return parseYAML(bytes);
    } catch (err) {
      return (err as Error).message;
    }
  })();
  await assert.rejects(parseYAMLInTurns(bytes, new Turns()), { name: "YAMLSyntaxError", message: problem });
});
