import type { ListOptions, ListResult, StoredValue } from "../interface.js";
import type { ListPage, ListQuery, StoredObject } from "../resource-storage.js";
import { yieldToLoop } from "../stream/yield-to-loop.js";
import { matches } from "./object-change.js";

// A selector that matches little reads ever larger pieces, so that the number of reads stays small.
const MAX_PIECE = 10_000;
const VALUES_PER_SLICE = 500;

export interface ListSource {
  readonly revision: bigint | undefined;
  readonly after: string | undefined;
  readonly read: (opts: Pick<ListOptions, "revision" | "limit" | "after">) => Promise<ListResult>;
  readonly object: (value: StoredValue) => StoredObject;
}

/** Reads on until `query.limit` objects match or nothing is left; later pieces are read at the first one's revision. */
export async function listSelected(query: ListQuery, source: ListSource): Promise<ListPage> {
  const { predicate, limit } = query;
  const items: StoredObject[] = [];
  let { revision, after } = source;
  let piece = limit;
  for (;;) {
    const result = await source.read({
      limit: piece,
      ...(revision === undefined ? {} : { revision }),
      ...(after === undefined ? {} : { after }),
    });
    revision = result.revision;
    for (const [i, value] of result.values.entries()) {
      const object = source.object(value);
      if (matches(predicate, object)) items.push(object);
      if (limit > 0 && items.length === limit) {
        const left = result.values.length - 1 - i + result.remaining;
        if (left === 0) break;
        return {
          items,
          revision,
          continueAfter: value.key,
          remainingItemCount: predicate.empty ? left : undefined,
        };
      }
      if (!predicate.empty && i % VALUES_PER_SLICE === VALUES_PER_SLICE - 1) await yieldToLoop();
    }
    after = result.values.at(-1)?.key;
    if (!result.more || after === undefined)
      return { items, revision, continueAfter: undefined, remainingItemCount: undefined };
    piece = Math.min(piece * 2, MAX_PIECE);
  }
}
