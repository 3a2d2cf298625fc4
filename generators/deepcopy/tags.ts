import type { TagDefinition } from "../framework/tags.js";

const owner = "deepcopy-gen";

export const PACKAGE_TAG = "k8s:deepcopy-gen";
export const INTERFACES_TAG = "k8s:deepcopy-gen:interfaces";
export const NONPOINTER_TAG = "k8s:deepcopy-gen:nonpointer-interfaces";

export const deepCopyTags: readonly TagDefinition[] = [
  {
    name: PACKAGE_TAG,
    owner,
    scopes: ["package", "type"],
    grammar: { kind: "value" },
    doc:
      "On a package, `package` makes a copy function for each of its structs, lists and maps. On a type, `true` or " +
      "`false` opts that type in or out.",
    example: "+k8s:deepcopy-gen=package",
  },
  {
    name: INTERFACES_TAG,
    owner,
    scopes: ["type"],
    grammar: { kind: "list" },
    repeatable: true,
    doc:
      "Adds a copy function that returns the type as each of the named interfaces. `runtime.Object` stands for every " +
      "type with a kind and an apiVersion; others are named `<package>.<Interface>`.",
    example: "+k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object",
  },
  {
    name: NONPOINTER_TAG,
    owner,
    scopes: ["type"],
    grammar: { kind: "value", values: ["true", "false"] },
    repeatable: true,
    doc: "Read for the sake of types that come from Go, where it chooses the receiver. Changes nothing here.",
    example: "+k8s:deepcopy-gen:nonpointer-interfaces=true",
  },
];
