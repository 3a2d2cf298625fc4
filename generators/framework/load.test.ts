import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import ts from "typescript";

import { formatDiagnostic } from "./diagnostics.js";
import type { Generator } from "./generator.js";
import type { ApiModel, FieldModel, PackageModel, StructModel } from "./model.js";
import { expectGolden, loadFixture } from "./testing.js";

const DOC = "/** +groupName=foo.example.com */\nexport {};\n";
const META = 'import type * as metav1 from "kindsmith/apimachinery/meta/v1";\n';

function load(types: string, more: Readonly<Record<string, string>> = {}): { model: ApiModel; problems: string[] } {
  const files = { "apis/foo/v1/doc.ts": DOC, "apis/foo/v1/types.ts": `${META}${types}`, ...more };
  const { model, diagnostics } = loadFixture(files);
  return { model, problems: diagnostics.sorted().map(formatDiagnostic) };
}

function struct(model: ApiModel, name: string): StructModel {
  const type = model.type({ packageId: "apis/foo/v1", name });
  assert.equal(type.kind, "struct");
  return type as StructModel;
}

function field(model: ApiModel, type: string, name: string): FieldModel {
  const found = struct(model, type).fields.find((one) => one.name === name);
  assert.ok(found, `${type}.${name}`);
  return found;
}

test("field types", () => {
  const { model, problems } = load(`
    export type Key = string;
    export interface A {
      text: string;
      flag?: boolean;
      n: metav1.int32;
      big: metav1.int64 | null;
      when?: metav1.Time;
      list: Array<string[]>;
      map: { [key: string]: B };
      record: Record<Key, (B)[]>;
      self?: A;
      "odd-name"?: string;
      delete?: string;
      "it's \\"quoted\\""?: string;
    }
    export interface B { ref?: metav1.LabelSelector }
  `);
  assert.deepEqual(problems, []);
  const b = { kind: "ref", ref: { packageId: "apis/foo/v1", name: "B" } };
  const byName = Object.fromEntries(struct(model, "A").fields.map(({ name, type }) => [name, type]));
  assert.deepEqual(byName, {
    text: { kind: "primitive", name: "string" },
    flag: { kind: "primitive", name: "boolean" },
    n: { kind: "primitive", name: "int32" },
    big: { kind: "primitive", name: "int64" },
    when: { kind: "scalar", name: "Time" },
    list: { kind: "array", element: { kind: "array", element: { kind: "primitive", name: "string" } } },
    map: { kind: "map", value: b },
    record: { kind: "map", value: { kind: "array", element: b } },
    self: { kind: "ref", ref: { packageId: "apis/foo/v1", name: "A" } },
    "odd-name": { kind: "primitive", name: "string" },
    delete: { kind: "primitive", name: "string" },
    'it\'s "quoted"': { kind: "primitive", name: "string" },
  });
  assert.equal(field(model, "A", "big").nullable, true);
  assert.equal(field(model, "A", "when").nullable, false);
  assert.equal(field(model, "A", "flag").optional, true);
  assert.deepEqual(field(model, "B", "ref").type, {
    kind: "ref",
    ref: { packageId: "apimachinery/meta/v1", name: "LabelSelector" },
  });
});

test("names of imports may be changed, and scalars are known by where they come from", () => {
  const { model, problems } = load(`
    import type { int32 as count, ObjectMeta as Meta } from "kindsmith/apimachinery/meta/v1";
    export interface Duration { n?: count }
    export interface A { own: Duration; meta: Meta; theirs: metav1.Duration }
  `);
  assert.deepEqual(problems, []);
  assert.deepEqual(field(model, "A", "own").type, { kind: "ref", ref: { packageId: "apis/foo/v1", name: "Duration" } });
  assert.deepEqual(field(model, "A", "theirs").type, { kind: "scalar", name: "Duration" });
  assert.deepEqual(field(model, "Duration", "n").type, { kind: "primitive", name: "int32" });
});

test("enums keep values, order and comments", () => {
  const { model } = load(`
    /** What it is.
     * +enum */
    export type Phase =
      /** Not yet. */
      | "Pending"
      // In use.
      | "Bound" | "it's \\"odd\\"";
    export type Only = "One";
  `);
  const phase = model.type({ packageId: "apis/foo/v1", name: "Phase" });
  assert.equal(phase.kind === "alias" && phase.doc, "What it is.");
  assert.deepEqual(phase.kind === "alias" && phase.enumValues, [
    { value: "Pending", doc: "Not yet." },
    { value: "Bound", doc: "In use." },
    { value: 'it\'s "odd"', doc: "" },
  ]);
  const only = model.type({ packageId: "apis/foo/v1", name: "Only" });
  assert.deepEqual(only.kind === "alias" && only.enumValues, [{ value: "One", doc: "" }]);
});

test("comments: two blocks of tags, prose without what speaks to maintainers, text that ends comments", () => {
  const { model } = load(`
    /** A comment of the file. */


    // +far=1

    /**
     * +genclient
     * +resourceName=as
     */

    /**
     * Prose
     *   indented, with @at and {braces}.
     *
     * TODO: not for users
     * +optional
     * ---
     * Not for users either.
     */
    export interface A {
      /** +optional */
      // +default="*\\/"
      x?: string;
    }
  `);
  const a = struct(model, "A");
  assert.equal(a.doc, "Prose\n  indented, with @at and {braces}.");
  assert.deepEqual(
    a.tags.all.map(({ text }) => text),
    ["genclient", "resourceName=as", "optional"],
  );
  assert.deepEqual(a.tags.first("genclient")?.position, { file: "apis/foo/v1/types.ts", line: 9, column: 8 });
  assert.deepEqual(
    field(model, "A", "x").tags.all.map(({ text }) => text),
    ["optional", 'default="*\\/"'],
  );
});

test("extends is flattened, and a field that is declared again keeps its place", () => {
  const { model, problems } = load(`
    export interface Base { a?: string; b?: string }
    export interface Middle extends Base { c: string }
    export interface A extends metav1.TypeMeta, Middle { metadata: metav1.ObjectMeta; a: string }
  `);
  assert.deepEqual(problems, []);
  const a = struct(model, "A");
  assert.deepEqual(
    a.fields.map(({ name, optional }) => [name, optional]),
    [
      ["a", false],
      ["b", true],
      ["c", false],
      ["metadata", false],
    ],
  );
  assert.ok(a.isObject && a.hasObjectMeta && !a.hasListMeta);
});

test("kinds: scope, status, list and names come from tags", () => {
  const { model, problems } = load(`
    /** +genclient
     * +genclient:nonNamespaced */
    export interface Net extends metav1.TypeMeta { metadata: metav1.ObjectMeta; status?: S }
    export interface NetList extends metav1.TypeMeta { metadata: metav1.ListMeta; items: Net[] }
    /** +kubebuilder:resource:path=poxes,singular=po,scope=Cluster
     * +genclient:noStatus */
    export interface Pox extends metav1.TypeMeta { metadata: metav1.ObjectMeta; status?: S }
    export interface Review extends metav1.TypeMeta { metadata?: metav1.ObjectMeta }
    export interface S { x?: string }
  `);
  assert.deepEqual(problems, []);
  const kinds = model.package("apis/foo/v1").kinds.map((kind) => ({
    kind: kind.names.kind,
    plural: kind.names.plural,
    singular: kind.names.singular,
    namespaced: kind.namespaced,
    status: kind.statusSubresource,
    list: kind.list?.name,
  }));
  assert.deepEqual(kinds, [
    { kind: "Net", plural: "nets", singular: "net", namespaced: false, status: true, list: "NetList" },
    { kind: "Pox", plural: "poxes", singular: "po", namespaced: false, status: false, list: undefined },
    { kind: "Review", plural: "reviews", singular: "review", namespaced: true, status: false, list: undefined },
  ]);
});

test("groups: hub, preferred version, functions, and a hub kind takes scope from its version", () => {
  const kind = `${META}export interface Foo extends metav1.TypeMeta { metadata: metav1.ObjectMeta }\n`;
  const doc = "/**\n * +groupName=foo.example.com\n * +groupGoName=Food\n */\nexport {};\n";
  const { model, problems } = load("", {
    "apis/foo/doc.ts": doc,
    "apis/foo/types.ts": kind,
    "apis/foo/validation.ts": "/** +k8s:x */\nexport function ValidateFoo(obj: Foo): string[] { return []; }\n",
    "apis/foo/v1/doc.ts": doc,
    "apis/foo/v1/types.ts": kind.replace("export interface", "/** +genclient:nonNamespaced */\nexport interface"),
    "apis/foo/v2beta1/doc.ts": doc,
    "apis/foo/v2beta1/types.ts": kind,
    "apis/bar/v1/doc.ts": "/** Bar. */\nexport {};\n",
    "apis/bar/v1/types.ts": `import type { Foo } from "../../foo/v1/types.js";\nexport interface Bar { foo?: Foo }\n`,
    "apis/bar/bar-strategy.ts": "export const barStrategy = {};\nexport const go = (a: number, b = 2) => a + b;\n",
  });
  assert.deepEqual(problems, []);
  const [bar, foo] = model.groups;
  assert.deepEqual(
    [foo!.group, foo!.groupPascal, foo!.hub.id, foo!.hubIsVersion, foo!.versions.map(({ version }) => version)],
    ["foo.example.com", "Food", "apis/foo", false, ["v1", "v2beta1"]],
  );
  assert.equal(foo!.hub.version, "__internal");
  assert.equal(foo!.hub.generatedPath, "generated/foo/internal");
  assert.equal(foo!.hub.kinds[0]!.namespaced, false);
  assert.deepEqual(
    foo!.hub.functions.map(({ name, file, parameters }) => ({ name, file, parameters })),
    [{ name: "ValidateFoo", file: "apis/foo/validation.ts", parameters: [{ name: "obj", typeText: "Foo" }] }],
  );
  assert.deepEqual([bar!.group, bar!.hubIsVersion, bar!.hub.id], ["bar", true, "apis/bar/v1"]);
  assert.deepEqual(
    bar!.hub.functions.map(({ name, parameters }) => [name, parameters.length]),
    [
      ["barStrategy", 0],
      ["go", 2],
    ],
  );
  assert.equal(bar!.hub.types[0]!.openAPIName, "bar.v1.Bar");
  assert.equal(foo!.versions[0]!.types[0]!.openAPIName, "com.example.foo.v1.Foo");
});

test("packages from outside are read from their declarations and not written to", () => {
  const { model, problems } = load(
    `import type { Thing } from "@acme/api/apis/thing/v1";\nexport interface A { t?: Thing }\n`,
    {
      "node_modules/@acme/api/package.json": JSON.stringify({
        name: "@acme/api",
        exports: { "./apis/*": { types: "./dist/apis/*/types.d.ts", default: "./dist/apis/*/types.js" } },
      }),
      "node_modules/@acme/api/dist/apis/thing/v1/doc.d.ts": "/** +groupName=thing.acme.com */\nexport {};\n",
      "node_modules/@acme/api/dist/apis/thing/v1/types.d.ts":
        'import type { Part } from "../../part/v1/types.js";\nexport interface Thing {\n  part?: Part;\n}\n',
      "node_modules/@acme/api/dist/apis/part/v1/doc.d.ts": "export {};\n",
      "node_modules/@acme/api/dist/apis/part/v1/types.d.ts": "export interface Part {\n  n?: string;\n}\n",
    },
  );
  assert.deepEqual(problems, []);
  const thing = model.package("@acme/api/apis/thing/v1");
  assert.deepEqual(
    [thing.own, thing.group, thing.version, thing.groupDir, thing.importPath, thing.generatedPath],
    [false, "thing.acme.com", "v1", "thing", "@acme/api/apis/thing/v1", "@acme/api/generated/thing/v1"],
  );
  assert.ok(model.package("@acme/api/apis/part/v1").types.length === 1);
  assert.ok(!model.groups.some(({ groupDir }) => groupDir === "thing"));
});

test("a package reads the same from its declarations as from its sources", () => {
  const sources: Record<string, string> = {};
  const declarations: Record<string, string> = {
    "node_modules/@acme/api/package.json": JSON.stringify({
      name: "@acme/api",
      exports: { "./apis/*": { types: "./dist/apis/*/types.d.ts" } },
    }),
    "apis/user/v1/doc.ts": DOC,
    "apis/user/v1/types.ts":
      'import type { Flunder } from "@acme/api/apis/wardle/v1beta1";\nexport interface A {\n  f?: Flunder;\n}\n',
  };
  for (const name of ["doc", "types"]) {
    const text = readFileSync(`apis/wardle/v1beta1/${name}.ts`, "utf8");
    sources[`apis/wardle/v1beta1/${name}.ts`] = text;
    const { outputText } = ts.transpileDeclaration(text, { compilerOptions: { module: ts.ModuleKind.NodeNext } });
    declarations[`node_modules/@acme/api/dist/apis/wardle/v1beta1/${name}.d.ts`] = outputText;
  }
  const fromSources = loadFixture(sources).model.package("apis/wardle/v1beta1");
  const fromDeclarations = loadFixture(declarations).model.package("@acme/api/apis/wardle/v1beta1");
  const content = (pkg: PackageModel): string =>
    JSON.stringify(
      { doc: pkg.doc, group: pkg.group, tags: pkg.tags, types: pkg.types, kinds: pkg.kinds },
      (key, value: unknown) => (key === "position" ? undefined : key === "packageId" ? "same" : value),
    );
  assert.ok(fromSources.kinds.length >= 2);
  assert.equal(content(fromDeclarations), content(fromSources));
});

test("every problem is reported in one run, with its place and what to write instead", async () => {
  const nothing: Generator = { name: "nothing-gen", revision: 1, tags: [], plan: () => [] };
  await expectGolden("test/testdata/loader/broken", nothing);
});
