import type { TagDefinition } from "./tags.js";

/** Tags that no generator owns. */
export const BUILTIN_TAGS: readonly TagDefinition[] = [];
