import { isUtf8 } from "node:buffer";
import { countKeys, scanJSON } from "./scan.js";
import { JSONSyntaxError, MAX_JSON_DEPTH } from "./syntax-error.js";
import { parseJSONTree } from "./tree.js";

export const NOT_UTF8 = "invalid UTF-8 in JSON input";

/**
 * Parses a JSON text. Keys keep their order, and a key named `__proto__` is an own property like any other. Of repeated
 * keys the last wins; {@link hasRepeatedKeys} tells whether there were any.
 *
 * Text that is not UTF-8 is refused, where upstream replaces the bytes at fault.
 * @throws JSONSyntaxError with the message of Go's encoding/json.
 */
export function parseJSON(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new JSONSyntaxError(NOT_UTF8);
  // A text nests at most once for each pair of bytes.
  if (bytes.length > 2 * MAX_JSON_DEPTH && scanJSON(bytes).depth > MAX_JSON_DEPTH) {
    throw new JSONSyntaxError("exceeded max depth");
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (err) {
    // The slow parser finds the same mistake and has upstream's words for it.
    parseJSONTree(bytes);
    throw new JSONSyntaxError(err instanceof Error ? err.message : String(err));
  }
}

/** True when an object of the text has a key twice. `value` is what {@link parseJSON} made of it. */
export function hasRepeatedKeys(bytes: Uint8Array, value: unknown): boolean {
  return scanJSON(bytes).keys !== countKeys(value);
}
