import { parseJSONInTurns } from "../json/index.js";
import { AT_ONCE_BYTES, type Turns } from "../turns.js";
import { parseAsYAML, parseJSONForm, type ParsedYAML } from "./parse-yaml.js";
import { YAMLThread } from "./yaml-thread.js";

const thread = new YAMLThread();

/**
 * As {@link parseYAML}, without holding the event loop for the time that a long text takes: another thread makes JSON of
 * it, which is then read as long JSON is. @throws YAMLSyntaxError; StatusError 413 as for JSON
 */
export async function parseYAMLInTurns(bytes: Uint8Array, turns: Turns): Promise<ParsedYAML> {
  const parsed = await turns.run(parseJSONForm(bytes));
  if (parsed !== undefined) return parsed;
  if (bytes.length <= AT_ONCE_BYTES) return parseAsYAML(bytes);
  const { json, repeatedKeys } = await thread.toJSON(bytes);
  const { value } = await parseJSONInTurns(json, turns);
  return repeatedKeys === undefined ? { value } : { value, repeatedKeys };
}
