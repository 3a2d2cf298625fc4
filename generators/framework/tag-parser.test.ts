import assert from "node:assert/strict";
import test from "node:test";

import type { Tag } from "./model.js";
import { parseTagLine, STRUCT_MARKERS } from "./tag-parser.js";
import { parseTypedTag, TagSyntaxError } from "./typed-tag.js";

const position = { file: "types.ts", line: 1, column: 1 };
const markers = new Set(STRUCT_MARKERS);

const lines: readonly { line: string; want: Partial<Tag> | undefined }[] = [
  { line: "+optional", want: { name: "optional", args: undefined, value: "" } },
  { line: "  +default=1  ", want: { name: "default", value: "1" } },
  { line: '+default={"a": "b=c"}', want: { name: "default", value: '{"a": "b=c"}' } },
  { line: "+groupName=", want: { name: "groupName", value: "" } },
  { line: "+genclient:method=Scale,verb=get", want: { name: "genclient:method", value: "Scale,verb=get" } },
  {
    line: '+k8s:item(key: "a)b")=+k8s:required',
    want: { name: "k8s:item", args: 'key: "a)b"', value: "+k8s:required" },
  },
  { line: "+k8s:subfield(spec)", want: { name: "k8s:subfield", args: "spec", value: "" } },
  {
    line: "+kubebuilder:resource:path=foos,scope=Cluster",
    want: { name: "kubebuilder:resource", value: "path=foos,scope=Cluster" },
  },
  {
    line: "+kubebuilder:subresource:scale:specpath=.spec.n",
    want: { name: "kubebuilder:subresource:scale", value: "specpath=.spec.n" },
  },
  { line: "+kubebuilder:validation:Minimum=3", want: { name: "kubebuilder:validation:Minimum", value: "3" } },
  { line: "+kubebuilder:subresource:status", want: { name: "kubebuilder:subresource:status", value: "" } },
  { line: "+patchStrategy=merge # why", want: { name: "patchStrategy", value: "merge # why" } },
  { line: "one +optional in prose", want: undefined },
  { line: "+1 from everybody", want: undefined },
  { line: "+optional/+required is decided later", want: undefined },
  { line: "+", want: undefined },
];
for (const { line, want } of lines) {
  test(`line ${line}`, () => {
    const tag = parseTagLine(line, position, markers);
    if (want === undefined) assert.equal(tag, undefined);
    else {
      const got = Object.fromEntries(Object.keys(want).map((key) => [key, tag?.[key as keyof Tag]]));
      assert.deepEqual(got, want);
    }
  });
}

test("typed tags: arguments, scalars and nesting", () => {
  assert.deepEqual(parseTypedTag('k8s:item(type: "Ready", n: 0x10)=+k8s:eachVal=+k8s:maxLength=-5 # short'), {
    name: "k8s:item",
    args: [
      { name: "type", value: { kind: "string", value: "Ready" } },
      { name: "n", value: { kind: "int", value: 16n } },
    ],
    value: undefined,
    nested: {
      name: "k8s:eachVal",
      args: [],
      value: undefined,
      nested: { name: "k8s:maxLength", args: [], value: { kind: "int", value: -5n }, nested: undefined },
    },
  });
  assert.deepEqual(parseTypedTag("k8s:format=k8s-short-name").value, { kind: "identifier", value: "k8s-short-name" });
  assert.deepEqual(parseTypedTag("k8s:ifEnabled(Sprouting)").args, [
    { name: undefined, value: { kind: "identifier", value: "Sprouting" } },
  ]);
  assert.deepEqual(parseTypedTag("a=true").value, { kind: "bool", value: true });
  assert.deepEqual(parseTypedTag("a=`x\\y`").value, { kind: "string", value: "x\\y" });
});

const broken: Readonly<Record<string, RegExp>> = {
  "a(b, c: 1)": /all named/,
  "a(b: 1, b: 2)": /given twice/,
  "a(b": /`,` or `\)`/,
  'a="x': /does not end/,
  "a=": /a value is expected/,
  "a=b c": /unexpected "c"/,
  "=a": /name is expected/,
};
for (const [text, pattern] of Object.entries(broken)) {
  test(`broken typed tag ${text}`, () =>
    assert.throws(
      () => parseTypedTag(text),
      (err) => err instanceof TagSyntaxError && pattern.test(err.message),
    ));
}
