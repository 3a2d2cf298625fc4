/**
 * Collects the imports of one generated file. Names that clash get an alias; the result is sorted, types apart from
 * values, so that output depends on the set alone.
 */
export interface ImportSet {
  /** Imports a value and returns the name to use for it. `from` is root-relative (`apis/x/types.ts`) or a bare specifier. */
  value(from: string, name: string): string;
  /** Imports a type and returns the name to use for it. */
  type(from: string, name: string): string;
  /** Imports a whole module under `alias` (`* as alias`); types only unless `value` is set. Returns the alias to use. */
  namespace(from: string, alias: string, opts?: { readonly value?: boolean }): string;
  /** Names that the file declares itself; imports never take them. */
  reserve(...names: string[]): void;
  /** Lines for the `imports` partial. */
  lines(): readonly string[];
}
