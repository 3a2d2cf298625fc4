import type { Random } from "../clock/index.js";
import { byteLength } from "../text/index.js";

/** No vowels and none of 0, 1, 3: no words come of it, and nothing that looks alike. */
export const GENERATED_NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

const MAX_NAME_LENGTH = 63;
const SUFFIX_LENGTH = 5;

/** Longer bases are cut, so that the name is short enough for a DNS label. */
export const MAX_GENERATED_NAME_BASE_LENGTH = MAX_NAME_LENGTH - SUFFIX_LENGTH;

/**
 * A name for an object with `metadata.generateName`: the base, cut to 58 bytes, and five random characters. It is not
 * sure to be free.
 * @see kubernetes/apiserver pkg/storage/names/generate.go
 */
export function generateName(base: string, random: Random): string {
  return cut(base) + randomSuffix(SUFFIX_LENGTH, random);
}

/** Characters of {@link GENERATED_NAME_ALPHABET}. */
export function randomSuffix(length: number, random: Random): string {
  let out = "";
  for (let i = 0; i < length; i++) {
    out += GENERATED_NAME_ALPHABET[Math.floor(random() * GENERATED_NAME_ALPHABET.length)] as string;
  }
  return out;
}

/** Cuts between characters, so that a base in another script stays valid text. */
function cut(base: string): string {
  if (byteLength(base) <= MAX_GENERATED_NAME_BASE_LENGTH) return base;
  let out = "";
  let bytes = 0;
  for (const char of base) {
    bytes += byteLength(char);
    if (bytes > MAX_GENERATED_NAME_BASE_LENGTH) break;
    out += char;
  }
  return out;
}
