import type { TagDefinition } from "../framework/tags.js";

const owner = "conversion-gen";

export const CONVERSION_TAG = "k8s:conversion-gen";
export const EXTERNAL_TYPES_TAG = "k8s:conversion-gen-external-types";
export const EXPLICIT_FROM_TAG = "k8s:conversion-gen:explicit-from";
export const CONVERSION_FN_TAG = "k8s:conversion-fn";

export const conversionTags: readonly TagDefinition[] = [
  {
    name: CONVERSION_TAG,
    owner,
    scopes: ["package", "type", "field"],
    grammar: { kind: "value" },
    repeatable: true,
    doc:
      "On a package, names the package of the hub types that its types are converted to and from; without the tag that is " +
      "the hub of its group. `false` on a package makes only the conversions for which there are hand-written functions, " +
      "on a type leaves the type to them, and on a field leaves the field out in both directions.",
    example: "+k8s:conversion-gen=apis/wardle",
  },
  {
    name: EXTERNAL_TYPES_TAG,
    owner,
    scopes: ["package"],
    grammar: { kind: "value" },
    doc: "Names the package of the versioned types. They stand beside their conversions here, so it can only name its own.",
    example: "+k8s:conversion-gen-external-types=apis/wardle/v1alpha1",
  },
  {
    name: EXPLICIT_FROM_TAG,
    owner,
    scopes: ["type"],
    grammar: { kind: "value", values: ["net/url.Values"] },
    doc: "Adds a function that reads the type from a request's query parameters, each by the field of its name.",
    example: "+k8s:conversion-gen:explicit-from=net/url.Values",
  },
  {
    name: CONVERSION_FN_TAG,
    owner,
    scopes: ["function"],
    grammar: { kind: "value", values: ["copy-only", "drop"] },
    doc:
      "On a hand-written conversion: `copy-only` says that it does what an assignment would, so that it may be left out " +
      "where shapes are equal; `drop` leaves out every field that it would convert.",
    example: "+k8s:conversion-fn=drop",
  },
];
