/**
 * Tables by name whose entries are made when they are asked for. Generated tables hold hundreds of schemas of which a
 * server needs a few: making all of them is a part of each start, and of the memory that it keeps.
 */
export interface Table<T> {
  readonly [name: string]: T;
}

/** `entries`: as they are, or functions that make them, once. What they are is said by the type that is expected. */
export function lazyTable<T extends object>(entries: {
  readonly [name: string]: NoInfer<T> | (() => NoInfer<T>);
}): Table<T> {
  const table: Record<string, T> = {};
  for (const name in entries) {
    const entry = entries[name]!;
    if (typeof entry === "function") defineLazy(table, name, entry as () => T);
    else table[name] = entry;
  }
  return table;
}

/** All of them in one, the first where several have a name; makes no entry. */
export function mergeTables<T extends object>(...tables: readonly Table<T>[]): Table<T> {
  const merged: Record<string, T> = {};
  for (const table of tables) {
    for (const name in table) {
      if (Object.hasOwn(merged, name)) continue;
      // A function is taken over from the table that it comes from: what it makes is made once for all.
      Object.defineProperty(merged, name, Object.getOwnPropertyDescriptor(table, name)!);
    }
  }
  return merged;
}

/** The entries that were given as they are: looking at these makes none. */
export function* entriesAtHand<T extends object>(table: Table<T>): Generator<[name: string, entry: T], void> {
  for (const name in table) {
    const { get, value } = Object.getOwnPropertyDescriptor(table, name)!;
    if (get === undefined) yield [name, value as T];
  }
}

function defineLazy<T>(table: object, name: string, make: () => T): void {
  let made: T | undefined;
  Object.defineProperty(table, name, { get: () => (made ??= make()), enumerable: true, configurable: true });
}
