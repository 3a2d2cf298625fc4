import { JSONReader, type JSONBuilder } from "./reader.js";

/** A parsed text that still knows repeated keys and their order. */
export type JSONTree =
  | { readonly kind: "object"; readonly members: readonly { readonly key: string; readonly value: JSONTree }[] }
  | { readonly kind: "array"; readonly items: readonly JSONTree[] }
  | { readonly kind: "scalar" };

type Container =
  | { readonly kind: "object"; readonly members: { readonly key: string; readonly value: JSONTree }[] }
  | { readonly kind: "array"; readonly items: JSONTree[] };

const SCALAR: JSONTree = { kind: "scalar" };

const treeBuilder: JSONBuilder<JSONTree, Container & JSONTree> = {
  scalar: () => SCALAR,
  object: () => ({ kind: "object", members: [] }),
  array: () => ({ kind: "array", items: [] }),
  member: (object, key, value) => {
    if (object.kind === "object") object.members.push({ key, value });
  },
  item: (array, value) => {
    if (array.kind === "array") array.items.push(value);
  },
};

/**
 * Parses a text with repeated keys as it stands.
 * @throws JSONSyntaxError
 */
export function parseJSONTree(bytes: Uint8Array): JSONTree {
  const reader = new JSONReader(bytes, treeBuilder);
  reader.read();
  return reader.value;
}
