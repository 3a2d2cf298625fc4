import { createHash } from "node:crypto";

/** Short enough to read in a manifest, long enough that two texts never share one by accident. */
const HASH_CHARACTERS = 32;

export function contentHash(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, HASH_CHARACTERS);
}
