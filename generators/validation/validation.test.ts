import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Scheme, type RuntimeObject, type ValidationOptions } from "../../apimachinery/runtime/index.js";
import { Path, type ErrorList } from "../../apimachinery/validation/field/index.js";
import type { Operation } from "../../apimachinery/validation/declarative/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { registerGen } from "../register/index.js";
import { validationGen } from "./index.js";

const FOLDER = "test/testdata/validation";

for (const shape of ["rules", "aliases", "errors"]) {
  test(`validation-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, validationGen));
}

type Validate = (path: Path | undefined, obj: object, old: object | undefined, op: Operation) => ErrorList;
type Functions = { readonly [name: string]: Validate };

let project: FixtureProject;
let aliasProject: FixtureProject;
let functions: Functions;
let aliases: Functions;

before(async () => {
  const generators = [deepcopyGen, registerGen, validationGen];
  project = await createFixtureProject(`${FOLDER}/rules/in`, generators);
  functions = await project.load("generated/zoo/v1/zz_generated.validations.ts");
  aliasProject = await createFixtureProject(`${FOLDER}/aliases/in`, generators);
  aliases = await aliasProject.load("generated/zoo/v1/zz_generated.validations.ts");
});
after(() => {
  project.remove();
  aliasProject.remove();
});

test("the output passes the strict compiler", () => {
  assert.deepEqual(project.typeErrors(), []);
  assert.deepEqual(aliasProject.typeErrors(), []);
});

interface Case {
  readonly name: string;
  readonly type: string;
  readonly obj: object;
  readonly old?: object;
  readonly opts?: ValidationOptions;
  readonly want: readonly string[];
}

const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const given = {
  text: "x",
  pointer: 0,
  list: ["a"],
  map: { a: "b" },
  struct: { name: "n" },
  defaulted: 3,
  zeroDefault: 0,
};

const cases: readonly Case[] = [
  {
    name: "what is required is missing",
    type: "Presence",
    obj: { text: "" },
    want: [
      "o.text: Required value",
      "o.pointer: Required value",
      "o.list: Required value",
      "o.map: Required value",
      "o.struct: Required value",
      "o.defaulted: Required value",
    ],
  },
  { name: "all that is required is there", type: "Presence", obj: given, want: [] },
  {
    name: "given optional fields are looked at, forbidden ones refused",
    type: "Presence",
    obj: { ...given, maybe: 0, maybeText: "", never: "x", zeroDefault: -1 },
    want: [
      "o.maybe: Invalid value: 0: must be greater than or equal to 5",
      "o.zeroDefault: Invalid value: -1: must be greater than or equal to 0",
      "o.never: Forbidden",
    ],
  },
  {
    name: "values out of bounds",
    type: "Values",
    obj: { number: -6, text: "ääääää", notDefault: "default", notZero: 0, notTrue: true, shortName: "A.b", always: 0 },
    want: [
      "o.number: Invalid value: -6: must be greater than or equal to -5",
      "o.always: Invalid value: 0: must be greater than or equal to 1",
      "o.text: Too long: may not be more than 8 bytes",
      "o.text: Too long: may not be more than 4 characters",
      `o.shortName: Invalid value: "A.b": ${label}`,
      'o.notDefault: Invalid value: "default": must not be equal to "default"',
      "o.notZero: Invalid value: 0: must not be equal to 0",
      "o.notTrue: Invalid value: true: must not be equal to true",
    ],
  },
  {
    name: "values within bounds",
    type: "Values",
    obj: { number: 5, text: "ää", notDefault: "x", notZero: 1, notTrue: false, shortName: "a-b", always: 1 },
    want: [],
  },
  {
    name: "an absent number that is always there reads as 0; text that is too short",
    type: "Values",
    obj: { text: "a" },
    want: [
      "o.always: Invalid value: 0: must be greater than or equal to 1",
      "o.text: Too short: must be at least 2 characters",
    ],
  },
  {
    name: "types of fields, of other packages too, except opaque ones",
    type: "Values",
    obj: { always: 1, mood: "sad", short: "toolong", limits: { low: 0 }, opaque: { low: 0 } },
    opts: { enabled: new Set(["Wildness"]) },
    want: [
      'o.mood: Unsupported value: "sad": supported values: "calm", "wild"',
      "o.short: Too long: may not be more than 5 characters",
      "o.limits.low: Invalid value: 0: must be greater than or equal to 1",
    ],
  },
  {
    name: "values of an enum that an option leaves out",
    type: "Values",
    obj: { always: 1, mood: "wild" },
    want: ['o.mood: Unsupported value: "wild": supported values: "calm"'],
  },
  { name: "none is given", type: "Containers", obj: {}, want: [] },
  {
    name: "a list that is too long is not looked at",
    type: "Containers",
    obj: { set: ["aaaa", "b", "b", "c"] },
    want: ["o.set: Too many: 4: must have at most 3 items"],
  },
  {
    name: "elements, twice the same, too few",
    type: "Containers",
    obj: {
      set: ["aaaa"],
      names: ["a", "b", "a", "a"],
      structs: [{ name: "x" }, { port: 1, name: "x" }, { name: "x" }],
    },
    want: [
      "o.set: Too few: 1: must have at least 2 items",
      "o.set[0]: Too long: may not be more than 3 characters",
      'o.names[2]: Duplicate value: "a"',
      'o.names[3]: Duplicate value: "a"',
      'o.structs[2]: Duplicate value: {"name":"x"}',
    ],
  },
  {
    name: "lists with keys",
    type: "Containers",
    obj: {
      pairs: [
        { name: "a", port: 1 },
        { name: "a", port: 2 },
        { name: "a", port: 1 },
        { name: "b", port: 11 },
      ],
    },
    want: [
      'o.pairs[2]: Duplicate value: {"name":"a","port":1}',
      "o.pairs[3].port: Invalid value: 11: must be less than or equal to 10",
    ],
  },
  { name: "uniqueness that is checked by hand", type: "Containers", obj: { byHand: ["a", "a"] }, want: [] },
  {
    name: "keys and values of maps",
    type: "Containers",
    obj: { labels: { "a/b/c": "ok", ok: "not ok" }, pairsByName: { x: { name: "" } } },
    want: [
      "o.labels: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and " +
        "must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for " +
        "validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' " +
        "(e.g. 'example.com/MyName')",
      'o.labels[ok]: Invalid value: "not ok": a valid label must be an empty string or consist of alphanumeric ' +
        "characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or " +
        "'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      "o.pairsByName[x].name: Required value",
    ],
  },
  {
    name: "at most one of some items",
    type: "Containers",
    obj: { conditions: [{ type: "Done" }, { type: "Other" }, { type: "Failed" }] },
    want: [
      'o.conditions: Invalid value: "{conditions[{\\"type\\": \\"Done\\"}], conditions[{\\"type\\": \\"Failed\\"}]}": must ' +
        'specify at most one of: `conditions[{"type": "Done"}]`, `conditions[{"type": "Failed"}]`',
    ],
  },
  {
    name: "an item that may not change",
    type: "Containers",
    old: { conditions: [{ type: "Fixed", status: "a" }] },
    obj: { conditions: [{ type: "New" }, { type: "Fixed", status: "b" }] },
    want: ["o.conditions[1]: Invalid value: null: field is immutable"],
  },
  {
    name: "what an update may not do",
    type: "Updates",
    old: { fixed: "a", setOnce: 1, struct: { name: "a" } },
    obj: { fixed: "b", noSet: "x", setOnce: 2, struct: { name: "b" } },
    want: [
      "o.fixed: Invalid value: null: field is immutable",
      "o.noSet: Invalid value: null: field cannot be set once created",
      "o.setOnce: Invalid value: null: field cannot be modified once set",
      "o.struct: Invalid value: null: field cannot be modified once set",
    ],
  },
  {
    name: "what was set may not be cleared",
    type: "Updates",
    old: { setOnce: 1, struct: { name: "a" } },
    obj: { struct: { name: "a" } },
    want: ["o.setOnce: Invalid value: null: field cannot be cleared once set"],
  },
  {
    name: "what did not change is taken as it is, elements found by their keys too",
    type: "Updates",
    old: {
      ratcheted: "toolong",
      struct: { name: "" },
      pairs: [
        { name: "a", port: 99 },
        { name: "b", port: 98 },
      ],
    },
    obj: {
      ratcheted: "toolong",
      struct: { name: "" },
      pairs: [
        { name: "b", port: 97 },
        { name: "a", port: 99 },
      ],
    },
    want: ["o.pairs[0].port: Invalid value: 97: must be less than or equal to 10"],
  },
  {
    name: "a new object is looked at as a whole",
    type: "Updates",
    obj: { ratcheted: "toolong", struct: { name: "" }, fixed: "x" },
    want: ["o.struct.name: Required value", "o.ratcheted: Too long: may not be more than 3 characters"],
  },
  {
    name: "no member of a union",
    type: "Either",
    obj: { two: [], three: "" },
    want: ['o: Invalid value: "": must specify one of: `one`, `two`, `three`'],
  },
  {
    name: "two members of a union",
    type: "Either",
    obj: { one: { name: "a" }, two: ["x"] },
    want: ['o: Invalid value: "{one, two}": must specify exactly one of: `one`, `two`, `three`'],
  },
  { name: "a union that was wrong before", type: "Either", obj: { two: [] }, old: {}, want: [] },
  {
    name: "the discriminator names another member",
    type: "Typed",
    obj: { type: "Zwei", one: { name: "a" } },
    want: [
      'o.one: Invalid value: "": may only be specified when `type` is "One"',
      'o.two: Invalid value: "": must be specified when `type` is "Zwei"',
    ],
  },
  { name: "the discriminator names the member", type: "Typed", obj: { type: "One", one: { name: "a" } }, want: [] },
  { name: "a mode that demands", type: "Modes", obj: { mode: "Static" }, want: ["o.address: Required value"] },
  {
    name: "a mode with a rule",
    type: "Modes",
    obj: { mode: "Static", address: "1.2.3" },
    want: ['o.address: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
  },
  { name: "a mode without a rule", type: "Modes", obj: { address: "1.2.3.4" }, want: ["o.address: Forbidden"] },
  {
    name: "an option is off",
    type: "Conditional",
    obj: { text: "1234567", staged: "123" },
    want: ["o.text: Too long: may not be more than 6 characters"],
  },
  {
    name: "an option is on, and rules on trial are enforced",
    type: "Conditional",
    obj: { text: "1234", staged: "12345" },
    opts: { enabled: new Set(["Strict"]), enforceAlpha: true },
    want: [
      "o.text: Too long: may not be more than 3 characters",
      "o.staged: Too long: may not be more than 2 characters",
      "o.staged: Too long: may not be more than 4 characters",
    ],
  },
  {
    name: "a type that contains itself",
    type: "Tree",
    obj: { name: "a", branches: [{ name: "b", branches: [{ name: "" }] }] },
    want: ["o.branches[0].branches[0].name: Required value"],
  },
  {
    name: "a rule of a type for its field",
    type: "Bounded",
    obj: { low: 4 },
    want: ["o.low: Invalid value: 4: must be less than or equal to 3"],
  },
];

for (const tc of cases) {
  test(`validates: ${tc.type}: ${tc.name}`, () => {
    const op = { ...tc.opts, update: tc.old !== undefined };
    assert.deepEqual(functions[`Validate_${tc.type}`]!(Path.of("o"), tc.obj, tc.old, op).map(String), tc.want);
  });
}

const aliasCases: readonly { readonly obj: object; readonly want: readonly string[] }[] = [
  { obj: {}, want: [] },
  {
    obj: { number: 1, ratio: 0.1, triple: 9, text: "ab", slash: "a/b", size: "Large", list: ["a"], map: { a: "" } },
    want: [],
  },
  {
    obj: { number: 6, ratio: 0, triple: 4, text: "A", slash: "ab", size: "Medium", list: ["abcd", "x", "x"], map: {} },
    want: [
      "o.number: Invalid value: 6: must be less than or equal to 5",
      "o.ratio: Invalid value: 0: must be greater than 0",
      "o.triple: Invalid value: 4: o.triple in body should be a multiple of 3",
      "o.text: Too short: must be at least 2 characters",
      "o.text: Invalid value: \"A\": o.text in body should match '^[a-z]+$'",
      "o.slash: Invalid value: \"ab\": o.slash in body should match '^a/b$'",
      'o.size: Unsupported value: "Medium": supported values: "Large", "Small"',
      "o.list: Too many: 3: must have at most 2 items",
    ],
  },
  {
    obj: { ratio: 1.5, list: ["abcd", "abcd"] },
    want: [
      "o.ratio: Invalid value: 1.5: must be less than 1.5",
      'o.list[1]: Duplicate value: "abcd"',
      "o.list[0]: Too long: may not be more than 3 characters",
      "o.list[1]: Too long: may not be more than 3 characters",
    ],
  },
];

aliasCases.forEach((tc, i) => {
  test(`enforces the rules of schemas, case ${i}`, () => {
    const found = aliases["Validate_Schema"]!(Path.of("o"), tc.obj, undefined, { update: false });
    assert.deepEqual(found.map(String), tc.want);
  });
});

test("kinds are validated through the scheme, for the subresources that they name", async () => {
  const scheme = new Scheme();
  (await project.load<{ install(scheme: Scheme): void }>("generated/zoo/zz_generated.install.ts")).install(scheme);
  const typeMeta = (kind: string): RuntimeObject => ({ apiVersion: "zoo.example.com/v1", kind });
  const animal = { ...typeMeta("Animal"), metadata: { name: "A" }, tree: {}, pair: { name: "p" } };
  const nameAndTree = [`metadata.name: Invalid value: "A": ${label}`, "tree.name: Required value"];
  assert.deepEqual(scheme.validate(animal).map(String), nameAndTree);
  assert.deepEqual(scheme.validate(animal, undefined, { subresource: "scale" }).map(String), nameAndTree);
  assert.deepEqual(scheme.validate(animal, animal).map(String), []);
  assert.deepEqual(scheme.validate({ ...typeMeta("Animal"), metadata: {} } as RuntimeObject).map(String), [
    "pair.name: Required value",
  ]);
  assert.deepEqual(scheme.validate(animal, undefined, { subresource: "feed" }).map(String), [
    "<nil>: Internal error: no validation found for *v1.Animal, subresource: /feed",
  ]);
  const feeding = { ...typeMeta("Feeding"), metadata: {}, amount: 0 };
  assert.deepEqual(scheme.validate(feeding, undefined, { subresource: "feed" }).map(String), [
    "amount: Invalid value: 0: must be greater than or equal to 1",
  ]);
  assert.deepEqual(scheme.validate({ ...typeMeta("Plain") }), []);
});
