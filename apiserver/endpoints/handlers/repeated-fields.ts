import { parseJSONTree, type JSONTree } from "../../../apimachinery/runtime/json/index.js";
import { quote } from "../../../apimachinery/text/index.js";

/** Fields that a JSON text has twice, as strict validation reports them: `duplicate field "data.a"`. */
export function repeatedFields(bytes: Uint8Array): string[] {
  const found = new Set<string>();
  collect(parseJSONTree(bytes), "", found);
  return [...found];
}

function collect(tree: JSONTree, path: string, found: Set<string>): void {
  if (tree.kind === "array") {
    tree.items.forEach((item, i) => collect(item, `${path}[${i}]`, found));
  } else if (tree.kind === "object") {
    const seen = new Set<string>();
    for (const { key, value } of tree.members) {
      const member = path === "" ? key : `${path}.${key}`;
      if (seen.has(key)) found.add(`duplicate field ${quote(member)}`);
      seen.add(key);
      collect(value, member, found);
    }
  }
}
