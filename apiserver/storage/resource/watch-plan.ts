import type { WatchQuery } from "../resource-storage.js";

/** Where a watch begins. */
export interface WatchPlan {
  /** Synthetic ADDED events for what is there come first. */
  readonly initialEvents: boolean;
  /** A bookmark that says so ends them. */
  readonly initialEventsEnd: boolean;
  /**
   * With initial events: they show a state at least this new (0: any age; undefined: the newest for certain). Without:
   * changes above it (undefined: from now on).
   */
  readonly revision: bigint | undefined;
}

export function planWatch(query: WatchQuery): WatchPlan {
  const requested = query.resourceVersion ?? "";
  const revision = requested === "" ? undefined : BigInt(requested);
  const unpinned = revision === undefined || revision === 0n;
  const initialEvents = query.sendInitialEvents ?? unpinned;
  return {
    initialEvents,
    initialEventsEnd: query.sendInitialEvents === true && query.allowBookmarks,
    revision: initialEvents || !unpinned ? revision : undefined,
  };
}
