import { newCompacted } from "../errors.js";
import type { StorageEvent, StoredValue } from "../interface.js";
import { prefixEnd, sortKey, type OrderedMap } from "../ordered/index.js";
import type { BatchQueue } from "../stream/batch-queue.js";
import { unpackRows, type LogRow } from "./row-chunk.js";
import type { WorkerClient } from "./worker-client.js";

type Change = Exclude<StorageEvent, { type: "progress" }>;

export interface HistoryRange {
  readonly prefix: string;
  readonly after: bigint;
  readonly upTo: bigint;
  /** The compacted revision as it is now: it may pass this range while that is being read. */
  readonly compacted: () => bigint;
}

const CHANGES_PER_READ = 1_000;
const KEPT_STATES = 8;

/** Earlier revisions, read from the log: rare, since the watch cache holds the recent ones. */
export class LogHistory {
  readonly #worker: WorkerClient;
  // Pages of one list ask for the same revision again and again.
  readonly #states = new Map<bigint, OrderedMap<StoredValue>>();

  constructor(worker: WorkerClient) {
    this.#worker = worker;
  }

  /** The changes of `range`, then what comes out of `queue`, which holds all that is newer. */
  async *follow(
    queue: BatchQueue<StorageEvent>,
    range: HistoryRange,
  ): AsyncGenerator<readonly StorageEvent[], void, undefined> {
    try {
      for await (const changes of this.#read(range)) {
        yield changes;
        if (queue.ended) break;
      }
      yield* queue;
    } finally {
      queue.end();
    }
  }

  /** The state at `revision`: that at `newest`, which is `present`, with the changes since undone. */
  async stateAt(
    revision: bigint,
    newest: bigint,
    present: OrderedMap<StoredValue>,
    compacted: () => bigint,
  ): Promise<OrderedMap<StoredValue>> {
    const kept = this.#states.get(revision);
    if (kept !== undefined) return kept;
    const state = present.clone();
    const undone = new Set<string>();
    for await (const changes of this.#read({ prefix: "/", after: revision, upTo: newest, compacted })) {
      for (const change of changes) {
        const key = sortKey(change.type === "put" ? change.value.key : change.key);
        // The first change after `revision` knows what was there.
        if (undone.has(key)) continue;
        undone.add(key);
        if (change.previous === undefined) state.delete(key);
        else state.set(key, change.previous);
      }
    }
    this.#states.set(revision, state);
    for (const old of this.#states.keys()) {
      if (this.#states.size <= KEPT_STATES) break;
      this.#states.delete(old);
    }
    return state;
  }

  forgetBefore(revision: bigint): void {
    for (const kept of [...this.#states.keys()]) if (kept < revision) this.#states.delete(kept);
  }

  async *#read({ prefix, after, upTo, compacted }: HistoryRange): AsyncGenerator<readonly Change[], void, undefined> {
    let at = after;
    while (at < upTo) {
      const { rows, previous } = await this.#worker.call("changes", {
        after: Number(at),
        upTo: Number(upTo),
        from: prefix,
        to: prefixEnd(prefix),
        limit: CHANGES_PER_READ,
      });
      if (at < compacted()) throw newCompacted(at, compacted());
      const before = unpackRows(previous);
      const changes = unpackRows(rows).map((row, i) => changeOf(row, before[i]));
      const last = changes.at(-1);
      if (last === undefined) return;
      yield changes;
      if (changes.length < CHANGES_PER_READ) return;
      at = last.revision;
    }
  }
}

function changeOf(row: LogRow, before: LogRow | undefined): Change {
  const revision = BigInt(row.revision);
  const previous = before && valueOf(before);
  const value = valueOf(row);
  if (value !== undefined) return { type: "put", value, previous, revision };
  if (previous === undefined) throw new Error(`the log deletes ${row.key} at ${revision} but has no value before`);
  return { type: "delete", key: row.key, previous, revision };
}

function valueOf(row: LogRow): StoredValue | undefined {
  if (row.value === undefined) return undefined;
  return {
    key: row.key,
    bytes: row.value.slice(),
    modRevision: BigInt(row.revision),
    createRevision: BigInt(row.created),
  };
}
