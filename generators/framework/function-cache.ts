import { contentHash } from "./content-hash.js";
import type { FunctionModel, Tag } from "./model.js";
import { tagSet } from "./tag-parser.js";

/** Functions by the file that exports them, as a manifest keeps them. */
export interface StoredFunctions {
  readonly [path: string]: { readonly hash: string; readonly functions: readonly StoredFunction[] };
}

interface StoredFunction extends Omit<FunctionModel, "tags"> {
  readonly tags: readonly Tag[];
}

/**
 * Remembers what hand-written files export, so that a file that has not changed is not parsed again: they are larger than
 * the types, and all that is wanted of them are signatures.
 */
export class FunctionCache {
  readonly #known: StoredFunctions;
  readonly #seen = new Map<string, StoredFunctions[string]>();

  constructor(known: StoredFunctions = {}) {
    this.#known = known;
  }

  /** The functions of a file; `parse` is called for a text that is not known. */
  read(path: string, text: string, parse: () => readonly FunctionModel[]): readonly FunctionModel[] {
    const hash = contentHash(text);
    const known = this.#known[path];
    if (known?.hash === hash) {
      this.#seen.set(path, known);
      return known.functions.map((fn) => ({ ...fn, tags: tagSet(fn.tags) }));
    }
    const functions = parse();
    this.#seen.set(path, { hash, functions: functions.map((fn) => ({ ...fn, tags: fn.tags.all })) });
    return functions;
  }

  /** The functions of the files that were read. */
  stored(): StoredFunctions {
    return Object.fromEntries([...this.#seen].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
