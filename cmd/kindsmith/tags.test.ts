import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { BUILTIN_TAGS } from "../../generators/framework/builtin-tags.js";
import { Diagnostics } from "../../generators/framework/diagnostics.js";
import type { FieldModel, PackageModel, StructModel, Tag, TagSet } from "../../generators/framework/model.js";
import { createApiModel } from "../../generators/framework/api-model.js";
import { lintTags } from "../../generators/framework/tag-lint.js";
import { parseTagLine, tagSet } from "../../generators/framework/tag-parser.js";
import { markersOf, tagDefinitions } from "../../generators/framework/tag-registry.js";
import type { TagDefinition } from "../../generators/framework/tags.js";
import { generators } from "../../generators/index.js";
import { tagsPage } from "./tags.js";

const definitions = tagDefinitions(generators);

test("docs/tags.md is what `kindsmith tags --markdown` prints", () => {
  const hint = "run: hack/kindsmith.sh tags --markdown > docs/tags.md";
  assert.equal(readFileSync("docs/tags.md", "utf8"), tagsPage(definitions), hint);
});

test("each tag is declared once", () => {
  const names = [...BUILTIN_TAGS, ...generators.flatMap(({ tags }) => tags)].map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
});

for (const definition of definitions) {
  test(`+${definition.name} explains itself, and its example is right`, () => {
    assert.match(definition.doc, /^\S[^]*\.$/, "the text ends with a full stop");
    assert.ok(definition.scopes.length > 0);
    const tag = parseTagLine(definition.example, { file: "f", line: 1, column: 1 }, markersOf(generators));
    assert.equal(tag?.name, definition.name, definition.example);
    assert.deepEqual(lintExample(definition, tag), []);
  });
}

/** What the lint says of the example, in a place where the tag may stand. */
function lintExample(definition: TagDefinition, tag: Tag): string[] {
  const place = (scope: string): TagSet => tagSet(definition.scopes[0] === scope ? [tag] : []);
  const position = tag.position;
  const field: FieldModel = {
    name: "f",
    type: { kind: "primitive", name: "string" },
    optional: true,
    nullable: false,
    doc: "",
    tags: place("field"),
    position,
  };
  const type: StructModel = {
    kind: "struct",
    name: "T",
    fields: [field],
    isObject: false,
    hasObjectMeta: false,
    hasListMeta: false,
    doc: "",
    tags: place("type"),
    position,
    openAPIName: "T",
  };
  const pkg: PackageModel = {
    id: "apis/a/v1",
    importPath: "apis/a/v1/types.ts",
    generatedPath: "generated/a/v1",
    own: true,
    internal: false,
    group: "a",
    version: "v1",
    groupDir: "a",
    groupPascal: "A",
    versionPascal: "V1",
    doc: "",
    tags: place("package"),
    types: [type],
    kinds: [],
    functions: [{ name: "f", file: "f", parameters: [], tags: place("function"), position }],
    files: [],
  };
  const diagnostics = new Diagnostics();
  lintTags(createApiModel([pkg], []), definitions, diagnostics);
  return diagnostics.sorted().map(({ message }) => message);
}
