import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./signs.js";

/** What can be seen of a JSON text without reading its values. */
export interface JSONShape {
  /** How many keys stand in the text, repeated ones included. */
  readonly keys: number;
  /** The deepest nesting of arrays and objects. */
  readonly depth: number;
}

/** Counts keys and nesting in one pass over the bytes. The text is taken to be valid. */
export function scanJSON(bytes: Uint8Array): JSONShape {
  const { length } = bytes;
  let keys = 0;
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < length; i++) {
        const inner = bytes[i];
        if (inner === QUOTE) break;
        if (inner === BACKSLASH) i++;
      }
    } else if (byte === COLON) {
      keys++;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth--;
    }
  }
  return { keys, depth: deepest };
}

/** How many keys a parsed value has in all its objects. */
export function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === "object") count += countKeys(element);
    return count;
  }
  const object = value as Record<string, unknown>;
  for (const key in object) {
    count++;
    const child = object[key];
    if (typeof child === "object") count += countKeys(child);
  }
  return count;
}
