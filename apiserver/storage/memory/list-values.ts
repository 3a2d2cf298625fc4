import type { ListOptions, ListResult, StoredValue } from "../interface.js";
import { keyAfter, prefixEnd, sortKey, type OrderedMap } from "../ordered/index.js";

/** One page of `values` below `prefix`, as `StorageBackend.list` returns it. */
export function listValues(
  values: OrderedMap<StoredValue>,
  prefix: string,
  revision: bigint,
  opts: Pick<ListOptions, "after" | "limit">,
): ListResult {
  const from = firstKey(prefix, opts.after);
  const to = prefixEnd(sortKey(prefix));
  const limit = opts.limit !== undefined && opts.limit > 0 ? opts.limit : Infinity;
  const page = values.slice(from, to, limit);
  const remaining = limit === Infinity ? 0 : values.count(from, to) - page.length;
  return { values: page, revision, more: remaining > 0, remaining };
}

/** The first sort key of a page: the prefix itself, or what follows `after`. */
export function firstKey(prefix: string, after: string | undefined): string {
  const start = sortKey(prefix);
  if (after === undefined) return start;
  const next = keyAfter(sortKey(after));
  return next > start ? next : start;
}
