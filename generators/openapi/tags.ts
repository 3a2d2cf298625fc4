import type { TagDefinition, TagGrammar, TagScope } from "../framework/tags.js";

const owner = "openapi-gen";
const FIELD: readonly TagScope[] = ["field"];
const FIELD_OR_TYPE: readonly TagScope[] = ["field", "type"];

function tag(
  name: string,
  scopes: readonly TagScope[],
  grammar: TagGrammar,
  doc: string,
  example: string,
  repeatable = false,
): TagDefinition {
  return { name, owner, scopes, grammar, doc, example, ...(repeatable ? { repeatable } : {}) };
}

/** Tags that shape the published schema. Those for validation are validation-gen's; this generator only reads them. */
export const openAPITags: readonly TagDefinition[] = [
  tag(
    "k8s:openapi-gen",
    ["package", "type"],
    { kind: "value", values: ["true", "false"] },
    "Publishes the schemas of a package's types; on a type it opts that type in or out.",
    "+k8s:openapi-gen=true",
  ),
  tag(
    "k8s:openapi-model-package",
    ["package", "type"],
    { kind: "value" },
    "Prefix of the types' names in OpenAPI documents.",
    "+k8s:openapi-model-package=com.example.wardle.v1alpha1",
  ),
  tag(
    "optional",
    FIELD_OR_TYPE,
    { kind: "flag" },
    "The field may be left out. Wins over the absence of a question mark.",
    "+optional",
  ),
  tag("required", FIELD, { kind: "flag" }, "The field must be given. Wins over a question mark.", "+required"),
  tag("nullable", FIELD, { kind: "flag" }, "The field may be null.", "+nullable"),
  tag("enum", ["type"], { kind: "flag" }, "Publishes the values of a union of string literals as an enum.", "+enum"),
  tag(
    "listType",
    FIELD_OR_TYPE,
    { kind: "value", values: ["atomic", "set", "map"] },
    "How server-side apply merges a list: as one value, as a set of scalars, or by keys.",
    "+listType=map",
  ),
  tag(
    "listMapKey",
    FIELD_OR_TYPE,
    { kind: "value" },
    "A key of the elements of a list of type map.",
    "+listMapKey=name",
    true,
  ),
  tag(
    "mapType",
    FIELD_OR_TYPE,
    { kind: "value", values: ["atomic", "granular"] },
    "Whether a map is merged as one value or key by key.",
    "+mapType=atomic",
  ),
  tag(
    "structType",
    FIELD_OR_TYPE,
    { kind: "value", values: ["atomic", "granular"] },
    "Whether a struct is merged as one value or field by field.",
    "+structType=atomic",
  ),
  tag(
    "patchStrategy",
    FIELD,
    { kind: "value", values: ["merge", "retainKeys", "merge,retainKeys", "replace"] },
    "How a strategic merge patch treats the field.",
    "+patchStrategy=merge",
  ),
  tag(
    "patchMergeKey",
    FIELD,
    { kind: "value" },
    "The key by which a strategic merge patch finds elements.",
    "+patchMergeKey=name",
  ),
  tag(
    "union",
    FIELD_OR_TYPE,
    { kind: "flag" },
    "The struct is a union: at most one of its optional members is set.",
    "+union",
  ),
  tag(
    "unionDiscriminator",
    FIELD,
    { kind: "flag" },
    "The field names the union's member that is set.",
    "+unionDiscriminator",
  ),
  tag(
    "unionDeprecated",
    FIELD,
    { kind: "flag" },
    "The field is a union's member that is no longer written.",
    "+unionDeprecated",
  ),
];
