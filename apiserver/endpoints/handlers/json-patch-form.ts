import { jsonTypeOf } from "../../../apimachinery/runtime/json/index.js";
import { quote } from "../../../apimachinery/text/index.js";
import type { JSONValue } from "../../../apimachinery/meta/v1/index.js";

const TEXTS = ["op", "path", "from"] as const;
const FIELDS: ReadonlySet<string> = new Set([...TEXTS, "value"]);

/** What Go's decoder has against the form of a JSON patch; undefined: nothing. `null` is a patch without operations. */
export function jsonPatchProblem(patch: JSONValue, validated: boolean): string | undefined {
  if (patch === null) return undefined;
  const [list, item] = validated
    ? ["[]handlers.jsonPatchOp", "handlers.jsonPatchOp"]
    : ["jsonpatch.Patch", "jsonpatch.Operation"];
  if (!Array.isArray(patch)) return `json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type ${list}`;
  for (const operation of patch) {
    if (operation === null) continue;
    if (typeof operation !== "object" || Array.isArray(operation)) {
      return `json: cannot unmarshal ${jsonTypeOf(operation)} into Go value of type ${item}`;
    }
    if (!validated) continue;
    for (const field of TEXTS) {
      const value = operation[field];
      if (value === undefined || value === null || typeof value === "string") continue;
      return `json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field jsonPatchOp.${field} of type string`;
    }
  }
  return undefined;
}

/** Members of operations that mean nothing, as strict validation reports them: `unknown field "[0].x"`. */
export function unknownOperationFields(operations: readonly JSONValue[]): string[] {
  return operations.flatMap((operation, i) =>
    Object.keys(operation ?? {})
      .filter((name) => !FIELDS.has(name))
      .map((name) => `unknown field ${quote(`[${i}].${name}`)}`),
  );
}
