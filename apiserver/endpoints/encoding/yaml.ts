import { stringify } from "yaml";

/**
 * An object as YAML in the form of upstream's: members sorted, lists not indented, texts quoted where YAML 1.1 would read
 * something else. Which quotes a text gets, and a few that need none, may differ.
 */
export function toYAML(value: unknown): string {
  return stringify(value, {
    version: "1.1",
    sortMapEntries: true,
    indentSeq: false,
    lineWidth: 0,
    blockQuote: "literal",
    // Objects that stand in two places are written twice.
    aliasDuplicateObjects: false,
  });
}
