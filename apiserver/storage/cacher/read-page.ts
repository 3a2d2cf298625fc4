import { firstKey } from "../memory/list-values.js";
import { keyAfter, prefixEnd, sortKey } from "../ordered/index.js";
import { matches, storedRuns, type EncodedObject, type EncodingMemo } from "../resource/index.js";
import type { ListPage, ListQuery } from "../resource-storage.js";
import { yieldToLoop } from "../stream/yield-to-loop.js";
import type { ObjectMap } from "./snapshots.js";

const LOOKS_PER_SLICE = 500;

export interface PageRequest {
  readonly prefix: string;
  readonly after: string | undefined;
  /** 0: all. */
  readonly limit: number;
  readonly revision: bigint;
}

/** A page without a selector. */
export function readPage(objects: ObjectMap, request: PageRequest, memo: EncodingMemo): ListPage {
  const { prefix, after, limit, revision } = request;
  const from = firstKey(prefix, after);
  const to = prefixEnd(sortKey(prefix));
  const found = objects.runs(from, to, limit > 0 ? limit : Infinity);
  const items: EncodedObject[] = [];
  for (const { block, from: begin, to: end } of found) {
    for (let i = begin; i < end; i++) items.push(block.values[i]!);
  }
  const runs = storedRuns(found, memo);
  const remaining = limit > 0 ? objects.count(from, to) - items.length : 0;
  if (remaining === 0) return { items, runs, revision, continueAfter: undefined, remainingItemCount: undefined };
  return { items, runs, revision, continueAfter: items.at(-1)?.key, remainingItemCount: remaining };
}

/**
 * A page of what a selector picks. Long looks are cut into slices, so `objects` must be a state that stays as it is.
 * @param candidates - those of `objects` that can match
 */
export async function readSelectedPage(
  objects: ObjectMap,
  candidates: ObjectMap,
  request: PageRequest,
  query: ListQuery,
): Promise<ListPage> {
  const { prefix, after, limit, revision } = request;
  const to = prefixEnd(sortKey(prefix));
  const most = limit > 0 ? limit : Infinity;
  const items: EncodedObject[] = [];
  let from = firstKey(prefix, after);
  for (;;) {
    let looks = 0;
    let last: EncodedObject | undefined;
    candidates.visit(from, to, (object) => {
      last = object;
      if (matches(query.predicate, object)) items.push(object);
      return ++looks < LOOKS_PER_SLICE && items.length < most;
    });
    if (last !== undefined) from = keyAfter(sortKey(last.key));
    if (items.length >= most) {
      const more = objects.count(from, to) > 0;
      return { items, revision, continueAfter: more ? last?.key : undefined, remainingItemCount: undefined };
    }
    if (looks < LOOKS_PER_SLICE) return { items, revision, continueAfter: undefined, remainingItemCount: undefined };
    await yieldToLoop();
    query.signal?.throwIfAborted();
  }
}

/** A page out of candidates that an index found. */
export function pageOfCandidates(
  candidates: readonly EncodedObject[],
  request: PageRequest,
  query: ListQuery,
): ListPage {
  const { limit, revision } = request;
  const most = limit > 0 ? limit : Infinity;
  const items: EncodedObject[] = [];
  for (const [i, object] of candidates.entries()) {
    if (matches(query.predicate, object)) items.push(object);
    if (items.length < most) continue;
    const more = i < candidates.length - 1;
    return { items, revision, continueAfter: more ? object.key : undefined, remainingItemCount: undefined };
  }
  return { items, revision, continueAfter: undefined, remainingItemCount: undefined };
}
