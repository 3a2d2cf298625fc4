import assert from "node:assert/strict";
import test from "node:test";

import { Diagnostics } from "./diagnostics.js";
import { suggest } from "./suggest.js";
import { lintTags } from "./tag-lint.js";
import { tagDefinitions } from "./tag-registry.js";
import type { TagDefinition } from "./tags.js";
import { loadFixture } from "./testing.js";

const base = { owner: "x-gen", doc: "Doc.", example: "+example" };
const definitions: readonly TagDefinition[] = [
  ...tagDefinitions([]),
  { ...base, name: "optional", scopes: ["field"], grammar: { kind: "flag" } },
  { ...base, name: "required", scopes: ["field"], grammar: { kind: "flag" } },
  { ...base, name: "genclient", scopes: ["type"], grammar: { kind: "flag" } },
  { ...base, name: "genclient:nonNamespaced", scopes: ["type"], grammar: { kind: "flag" } },
  { ...base, name: "genclient:onlyVerbs", scopes: ["type"], grammar: { kind: "list" } },
  { ...base, name: "genclient:skipVerbs", scopes: ["type"], grammar: { kind: "list" } },
  { ...base, name: "genclient:method", scopes: ["type"], grammar: { kind: "value" }, repeatable: true },
  { ...base, name: "listType", scopes: ["field"], grammar: { kind: "value", values: ["atomic", "set"] } },
  { ...base, name: "ttl", scopes: ["type"], grammar: { kind: "int", min: 1 } },
  { ...base, name: "json", scopes: ["field"], grammar: { kind: "json" } },
  { ...base, name: "k8s:item", scopes: ["field"], grammar: { kind: "typed" } },
  {
    ...base,
    name: "kubebuilder:resource",
    scopes: ["type"],
    grammar: { kind: "marker", fields: ["path", "shortName", "scope"] },
  },
];

function lint(on: "type" | "field", tags: readonly string[]): string[] {
  const comment = `/**\n${tags.map((tag) => ` * +${tag}`).join("\n")}\n */\n`;
  const types = `${on === "type" ? comment : ""}export interface Foo {\n${on === "field" ? comment : ""}  a?: string;\n}\n`;
  const { model } = loadFixture({
    "apis/foo/v1/doc.ts": "/** +groupName= */\nexport {};\n",
    "apis/foo/v1/types.ts": types,
  });
  const diagnostics = new Diagnostics();
  lintTags(model, definitions, diagnostics);
  return diagnostics.sorted().map(({ code, message }) => `${code}: ${message}`);
}

const fine: readonly { on: "type" | "field"; tags: string[] }[] = [
  { on: "field", tags: ["optional", "listType=set", 'json={"a": [1]}', "featureGate=A", "featureGate=B"] },
  { on: "field", tags: ['k8s:item(type: "A")=+k8s:x', 'k8s:item(type: "B")=+k8s:x'] },
  { on: "type", tags: ["genclient", "genclient:method=A,verb=get", "genclient:method=B,verb=get", "ttl=3"] },
  { on: "type", tags: ["kubebuilder:resource:path=foos,shortName=f;fo,scope=Cluster", "genclient:nonNamespaced"] },
  { on: "field", tags: ["kubebuilder:validation:Minimum=1", "k8s:validation:items:maxLength=3"] },
];
for (const { on, tags } of fine) test(`fine: ${tags.join(" ")}`, () => assert.deepEqual(lint(on, tags), []));

const wrong: readonly { on: "type" | "field"; tags: string[]; want: string[] }[] = [
  {
    on: "type",
    tags: ["genclient:nonnamespaced"],
    want: ["KS1201: no tag is called +genclient:nonnamespaced; did you mean +genclient:nonNamespaced?"],
  },
  { on: "type", tags: ["zzz"], want: ["KS1201: no tag is called +zzz; `kindsmith tags` lists those there are"] },
  {
    on: "type",
    tags: ["optional", "groupName=x"],
    want: [
      "KS1202: +optional has no meaning on a type; move it to a field",
      "KS1202: +groupName has no meaning on a type; move it to a package (doc.ts)",
    ],
  },
  {
    on: "field",
    tags: ["optional=true", "listType", "json='a'"],
    want: [
      'KS1203: +optional: it stands alone, without "=true"; write it like `+example`',
      "KS1203: +listType: it needs a value after `=`; write it like `+example`",
      "KS1203: +json: 'a' is not JSON; texts stand in double quotes; write it like `+example`",
    ],
  },
  {
    on: "field",
    tags: ["listType=bag"],
    want: ['KS1203: +listType: "bag" is none of atomic, set; write it like `+example`'],
  },
  {
    on: "field",
    tags: ["listType(x)=set"],
    want: ["KS1203: +listType: it takes no arguments in parentheses; write it like `+example`"],
  },
  { on: "type", tags: ["ttl=x"], want: ['KS1203: +ttl: "x" is not a whole number; write it like `+example`'] },
  { on: "type", tags: ["ttl=0"], want: ["KS1203: +ttl: it is at least 1; write it like `+example`"] },
  {
    on: "type",
    tags: ["genclient:onlyVerbs=get,,list"],
    want: ["KS1203: +genclient:onlyVerbs: it needs a list like a,b after `=`; write it like `+example`"],
  },
  {
    on: "type",
    tags: ["kubebuilder:resource:shortname=f"],
    want: [
      "KS1203: +kubebuilder:resource: it has no field shortname, did you mean shortName?; write it like `+example`",
    ],
  },
  {
    on: "field",
    tags: ["k8s:item(a"],
    want: ["KS1203: +k8s:item: `,` or `)` is expected after an argument; write it like `+example`"],
  },
  {
    on: "type",
    tags: ["ttl=1", "ttl=2"],
    want: ["KS1204: +ttl stands here already, in line 2; remove one of the two"],
  },
  {
    on: "field",
    tags: ["required", "optional"],
    want: ["KS1205: +required contradicts +optional; remove one of the two"],
  },
  {
    on: "type",
    tags: ["genclient:onlyVerbs=get", "genclient:skipVerbs=list"],
    want: ["KS1205: +genclient:skipVerbs contradicts +genclient:onlyVerbs; remove one of the two"],
  },
  {
    on: "type",
    tags: ["genclient:nonNamespaced", "kubebuilder:resource:scope=Namespaced"],
    want: [
      "KS1205: +genclient:nonNamespaced contradicts scope=Namespaced of +kubebuilder:resource; remove one of the two",
    ],
  },
];
for (const { on, tags, want } of wrong) test(`wrong: ${tags.join(" ")}`, () => assert.deepEqual(lint(on, tags), want));

test("tags of an enum's values are checked too", () => {
  const { model } = loadFixture({
    "apis/foo/v1/doc.ts": "/** +groupName= */\nexport {};\n",
    "apis/foo/v1/types.ts": 'export type Phase =\n  /** +optoinal */\n  | "A"\n  | "B";\n',
  });
  const diagnostics = new Diagnostics();
  lintTags(model, definitions, diagnostics);
  assert.deepEqual(
    diagnostics.sorted().map(({ code, position }) => [code, position.line]),
    [["KS1201", 2]],
  );
});

test("suggestions are close, or none", () => {
  const names = ["genclient", "genclient:noStatus", "optional", "k8s:optional"];
  assert.equal(suggest("genClient", names), "genclient");
  assert.equal(suggest("optoinal", names), "optional");
  assert.equal(suggest("genclient:nostatus", names), "genclient:noStatus");
  assert.equal(suggest("something", names), undefined);
});
