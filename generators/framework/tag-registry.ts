import { BUILTIN_TAGS } from "./builtin-tags.js";
import type { Generator } from "./generator.js";
import { STRUCT_MARKERS } from "./tag-parser.js";
import type { TagDefinition } from "./tags.js";

/** Every declared tag, sorted by name: those of `generators` and those that none of them owns. */
export function tagDefinitions(generators: readonly Generator[]): readonly TagDefinition[] {
  const owned = generators.flatMap((generator) => generator.tags);
  const names = new Set(owned.map((tag) => tag.name));
  const all = [...owned, ...BUILTIN_TAGS.filter((tag) => !names.has(tag.name))];
  return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Names of the tags that take fields; the parser of comments needs them. Those of Kubernetes are always known, so that a
 * run of some generators reads comments as a run of all does.
 */
export function markersOf(generators: readonly Generator[]): ReadonlySet<string> {
  const declared = generators.flatMap(({ tags }) => tags.filter(({ grammar }) => grammar.kind === "marker"));
  return new Set([...STRUCT_MARKERS, ...declared.map((tag) => tag.name)]);
}
