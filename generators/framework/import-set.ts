import { posix } from "node:path";

import type { ImportSet } from "./imports.js";

// Emitted code uses these itself, so an API type of such a name is always imported under another one.
const GLOBALS: readonly string[] = [
  "Array",
  "Boolean",
  "Date",
  "Error",
  "JSON",
  "Map",
  "Number",
  "Object",
  "Omit",
  "Partial",
  "Promise",
  "Readonly",
  "Record",
  "Required",
  "Set",
  "String",
  "Symbol",
];

interface Entry {
  readonly specifier: string;
  /** `*` for a whole module. */
  readonly name: string;
  readonly local: string;
  isValue: boolean;
}

/** An {@link ImportSet} for the file at `path`, relative to the project's root. */
export function createImportSet(path: string): ImportSet {
  return new FileImports(path);
}

class FileImports implements ImportSet {
  readonly #path: string;
  readonly #entries = new Map<string, Entry>();
  readonly #taken = new Set(GLOBALS);

  constructor(path: string) {
    this.#path = path;
  }

  value(from: string, name: string): string {
    return this.#add(from, name, name, true);
  }

  type(from: string, name: string): string {
    return this.#add(from, name, name, false);
  }

  namespace(from: string, alias: string, opts: { readonly value?: boolean } = {}): string {
    return this.#add(from, "*", alias, opts.value === true);
  }

  reserve(...names: string[]): void {
    for (const name of names) {
      const clash = [...this.#entries.values()].find((entry) => entry.local === name);
      if (clash !== undefined) {
        throw new Error(`${this.#path}: reserve ${name} before it is imported from ${clash.specifier}`);
      }
      this.#taken.add(name);
    }
  }

  lines(): readonly string[] {
    const bySpecifier = new Map<string, Entry[]>();
    for (const entry of this.#entries.values()) {
      bySpecifier.set(entry.specifier, [...(bySpecifier.get(entry.specifier) ?? []), entry]);
    }
    return [...bySpecifier]
      .sort(([a], [b]) => Number(a.startsWith(".")) - Number(b.startsWith(".")) || compare(a, b))
      .flatMap(([specifier, entries]) => statements(specifier, entries));
  }

  #add(from: string, name: string, wanted: string, isValue: boolean): string {
    const specifier = this.#specifier(from);
    const key = `${specifier}\n${name}`;
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.isValue ||= isValue;
      return known.local;
    }
    const local = this.#freeName(wanted, from);
    this.#taken.add(local);
    this.#entries.set(key, { specifier, name, local, isValue });
    return local;
  }

  /** `Flunder` of `apis/wardle/v1/types.ts` → `Flunder`, else `v1_Flunder`, `wardle_v1_Flunder`, `Flunder_2`, … */
  #freeName(wanted: string, from: string): string {
    if (!this.#taken.has(wanted)) return wanted;
    const folders = (from.endsWith(".ts") ? posix.dirname(from) : from).split("/");
    let candidate = wanted;
    for (const folder of folders.slice(-2).reverse()) {
      candidate = `${folder.replace(/[^A-Za-z0-9_$]/g, "_")}_${candidate}`;
      if (!this.#taken.has(candidate) && !/^\d/.test(candidate)) return candidate;
    }
    for (let n = 2; ; n++) {
      if (!this.#taken.has(`${wanted}_${n}`)) return `${wanted}_${n}`;
    }
  }

  /** A root-relative path ends in `.ts`; anything else is a bare specifier. */
  #specifier(from: string): string {
    if (!from.endsWith(".ts")) return from;
    const relative = posix.relative(posix.dirname(this.#path), from).replace(/\.ts$/, ".js");
    return relative.startsWith(".") ? relative : `./${relative}`;
  }
}

function statements(specifier: string, entries: readonly Entry[]): string[] {
  const lines: string[] = [];
  for (const isValue of [false, true]) {
    const keyword = isValue ? "import" : "import type";
    const of = entries.filter((entry) => entry.isValue === isValue).sort((a, b) => compare(a.name, b.name));
    for (const entry of of.filter(({ name }) => name === "*")) {
      lines.push(`${keyword} * as ${entry.local} from ${JSON.stringify(specifier)};`);
    }
    const named = of
      .filter(({ name }) => name !== "*")
      .map(({ name, local }) => (name === local ? name : `${name} as ${local}`));
    if (named.length > 0) lines.push(`${keyword} { ${named.join(", ")} } from ${JSON.stringify(specifier)};`);
  }
  return lines;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
