import type { TagDefinition } from "../framework/tags.js";

const owner = "defaulter-gen";

export const DEFAULTER_TAG = "k8s:defaulter-gen";
export const INPUT_TAG = "k8s:defaulter-gen-input";
export const DEFAULT_TAG = "default";

export const defaulterTags: readonly TagDefinition[] = [
  {
    name: DEFAULTER_TAG,
    owner,
    scopes: ["package", "type", "function"],
    grammar: { kind: "value" },
    repeatable: true,
    doc:
      "On a package, names a field (TypeMeta, ObjectMeta, ListMeta or any other): each type that has it is a root from " +
      "which defaults are applied. On a type, `true` makes it a root and `false` keeps it from being one. On a function " +
      "SetDefaults_T, `covers` says that it deals with all that T holds, so that nothing below T is defaulted again.",
    example: "+k8s:defaulter-gen=TypeMeta",
  },
  {
    name: INPUT_TAG,
    owner,
    scopes: ["package"],
    grammar: { kind: "value" },
    doc: "Names the package of the types. Types stand beside their defaults here, so it can only name its own package.",
    example: "+k8s:defaulter-gen-input=apis/wardle/v1alpha1",
  },
  {
    name: DEFAULT_TAG,
    owner,
    scopes: ["field", "type"],
    grammar: { kind: "value" },
    doc:
      "The value of a field that is not given, as JSON, or `ref(NAME)` for a constant that a file of the package exports. " +
      "On an alias it holds for every field of that type which has no default of its own.",
    example: "+default=1",
  },
];
