import type { Random } from "../../../apimachinery/clock/index.js";

// No vowels and nothing that looks like one, so that no words come out.
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const SUFFIX_LENGTH = 5;
// The longest label of a DNS name, 63, less the suffix.
const MAX_BASE_LENGTH = 58;

/** A name for an object that has only a `generateName`. @see kubernetes/apiserver pkg/storage/names/generate.go */
export function generateName(base: string, random: Random): string {
  let name = base.slice(0, MAX_BASE_LENGTH);
  for (let i = 0; i < SUFFIX_LENGTH; i++) name += ALPHABET[Math.floor(random() * ALPHABET.length)]!;
  return name;
}
