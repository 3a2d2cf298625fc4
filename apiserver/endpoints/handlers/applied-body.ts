import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { Turns } from "../../../apimachinery/runtime/index.js";
import { jsonTypeOf } from "../../../apimachinery/runtime/json/index.js";
import { parseYAMLInTurns, YAMLSyntaxError, type ParsedYAML } from "../../../apimachinery/runtime/yaml/index.js";
import type { RequestContext } from "../request/request-context.js";
import type { FieldValidation } from "./decode-body.js";

/** What is applied, as an object in JSON. @throws StatusError 400 */
export async function parseApplied(body: Uint8Array, turns: Turns): Promise<ParsedYAML> {
  let parsed: ParsedYAML;
  try {
    parsed = await parseYAMLInTurns(body, turns);
  } catch (err) {
    if (err instanceof YAMLSyntaxError) throw newBadRequest(`error decoding YAML: ${err.message}`);
    throw err;
  }
  const { value } = parsed;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return parsed;
  // An object without anything, whose kind is then missed.
  if (value === null) return { ...parsed, value: {} };
  const problem = `json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type map[string]interface {}`;
  throw newBadRequest(`error decoding YAML: error unmarshaling JSON: while decoding JSON: ${problem}`);
}

/** Says that an applied text has keys twice, once it is known that it can be applied. @throws StatusError 400 */
export function reportRepeatedKeys(
  ctx: RequestContext,
  { repeatedKeys }: ParsedYAML,
  validation: FieldValidation,
): void {
  if (repeatedKeys === undefined) return;
  if (validation === "Strict") throw newBadRequest(`error strict decoding patch: ${repeatedKeys}`);
  if (validation === "Warn") ctx.warnings.add(repeatedKeys);
}
