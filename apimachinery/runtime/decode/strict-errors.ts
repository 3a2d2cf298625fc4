import { quote } from "../../text/index.js";
import type { JSONTree } from "../json/index.js";
import { joinPath } from "./composites.js";
import type { DecodeNode } from "./node.js";

/** Texts of strict errors, each once and at most a hundred, as upstream keeps them. */
export class StrictErrors {
  readonly #texts = new Set<string>();

  unknown(path: string): void {
    this.add(`unknown field ${quote(path)}`);
  }

  duplicate(path: string): void {
    this.add(`duplicate field ${quote(path)}`);
  }

  add(text: string): void {
    if (this.#texts.size < 100) this.#texts.add(text);
  }

  toArray(): string[] {
    return [...this.#texts];
  }
}

/**
 * Unknown and repeated fields of a text, in the text's order. What stands below an unknown field, or in a value of any
 * form, is not looked at.
 */
export function strictErrorsOfTree(node: DecodeNode, tree: JSONTree, errors: StrictErrors, path = ""): void {
  if (tree.kind === "object" && (node.kind === "struct" || node.kind === "map")) {
    const seen = new Set<string>();
    for (const { key, value } of tree.members) {
      const child = node.kind === "struct" ? node.fields.get(key) : node.values;
      const childPath = joinPath(path, key);
      if (child === undefined) {
        errors.unknown(childPath);
        continue;
      }
      if (seen.has(key)) errors.duplicate(childPath);
      seen.add(key);
      strictErrorsOfTree(child, value, errors, childPath);
    }
  } else if (tree.kind === "array" && node.kind === "list") {
    for (const [i, item] of tree.items.entries()) strictErrorsOfTree(node.items, item, errors, `${path}[${i}]`);
  }
}
