import { crdTags } from "./crd-tags.js";
import type { TagDefinition, TagGrammar, TagScope } from "./tags.js";

const VALUE: TagGrammar = { kind: "value" };
const PACKAGE: readonly TagScope[] = ["package"];
const TYPE: readonly TagScope[] = ["type"];

function tag(
  owner: string,
  name: string,
  scopes: readonly TagScope[],
  grammar: TagGrammar,
  doc: string,
  example: string,
): TagDefinition {
  return { name, owner, scopes, grammar, doc, example };
}

/** Tags that the loader itself reads. */
const modelTags: readonly TagDefinition[] = [
  tag(
    "model",
    "groupName",
    PACKAGE,
    { kind: "value", optional: true },
    "The API group, the same in all packages of the group; empty for the core group. Default: the folder's name.",
    "+groupName=wardle.example.com",
  ),
  tag(
    "model",
    "groupGoName",
    PACKAGE,
    VALUE,
    "Prefix of the group in identifiers. Default: the first label of the group.",
    "+groupGoName=Wardle",
  ),
  tag(
    "model",
    "resourceName",
    TYPE,
    VALUE,
    "The resource of the kind as in paths. Default: the plural of the kind in lower case.",
    "+resourceName=flunders",
  ),
];

/** Tags that tell readers something; no generator acts on them. */
const documentationTags: readonly TagDefinition[] = [
  {
    ...tag(
      "documentation",
      "featureGate",
      ["field", "type"],
      VALUE,
      "The field is in use only while the feature gate is on. Hand-written code drops it otherwise.",
      "+featureGate=Sprouting",
    ),
    repeatable: true,
  },
  tag(
    "documentation",
    "oneOf",
    ["field", "type"],
    { kind: "value", optional: true },
    "Exactly one of the fields that name the same choice is set.",
    "+oneOf=Source",
  ),
  tag(
    "documentation",
    "zeroOrOneOf",
    ["field", "type"],
    { kind: "value", optional: true },
    "At most one of the fields that name the same choice is set.",
    "+zeroOrOneOf=Source",
  ),
  tag(
    "documentation",
    "k8s:deprecated",
    ["type", "field"],
    VALUE,
    "The JSON name of a field that is gone and that no new field may take.",
    "+k8s:deprecated=oldName",
  ),
];

/** Since when a kind exists and until when it is served. */
const lifecycleTags: readonly TagDefinition[] = [
  tag(
    "documentation",
    "k8s:prerelease-lifecycle-gen",
    PACKAGE,
    { kind: "value", values: ["true", "false"] },
    "The kinds of the package say when they were introduced.",
    "+k8s:prerelease-lifecycle-gen=true",
  ),
  ...(["introduced", "deprecated", "removed"] as const).map((step) =>
    tag(
      "documentation",
      `k8s:prerelease-lifecycle-gen:${step}`,
      TYPE,
      VALUE,
      `The release in which the kind was ${step} in this version.`,
      `+k8s:prerelease-lifecycle-gen:${step}=1.36`,
    ),
  ),
  tag(
    "documentation",
    "k8s:prerelease-lifecycle-gen:replacement",
    TYPE,
    { kind: "list" },
    "Group, version and kind to use instead.",
    "+k8s:prerelease-lifecycle-gen:replacement=wardle.example.com,v1,Flunder",
  ),
];

/** Tags that no generator owns. */
export const BUILTIN_TAGS: readonly TagDefinition[] = [
  ...modelTags,
  ...documentationTags,
  ...lifecycleTags,
  ...crdTags,
];
