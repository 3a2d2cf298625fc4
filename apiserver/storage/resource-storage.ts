import type { MaybePromise } from "../../apimachinery/promises/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { OperationOptions, StoredValue, WriteOptions } from "./interface.js";

/** What selectors look at. Kept beside the bytes, so that a list with a selector decodes nothing. */
export interface ObjectAttributes {
  readonly labels: { readonly [key: string]: string };
  /** `metadata.name`, `metadata.namespace` and the kind's selectable fields. */
  readonly fields: { readonly [label: string]: string };
}

/** A label and a field selector, compiled. */
export interface SelectionPredicate {
  /** True when it matches everything; such a predicate is never asked. */
  readonly empty: boolean;
  matches(attributes: ObjectAttributes): boolean;
  /** The value that `label` must have for a match, when the selector pins one down; lets a store use an index. */
  exactField?(label: string): string | undefined;
  /** Labels that every match has with these values. */
  exactLabels?(): readonly { readonly label: string; readonly value: string }[];
}

/** How one resource's bytes are read. Made by the registry from the scheme. */
export interface ResourceCodec {
  /** The hub form with `metadata.resourceVersion` filled in; the caller owns it. */
  decode(value: StoredValue): KubeObject;
  attributes(object: DeepReadonly<KubeObject>): ObjectAttributes;
}

/**
 * One object at one revision. Shared between requests and watchers: bytes and decoded form are never changed. What is
 * computed is kept only where it is worth the memory.
 */
export interface StoredObject {
  readonly key: string;
  /** JSON of the storage version, without a resourceVersion. */
  readonly bytes: Uint8Array;
  /** The revision that `metadata.resourceVersion` shows; for a deletion, that of the deletion. */
  readonly revision: bigint;
  /** As `StoredValue.stale`. */
  readonly stale?: boolean;
  attributes(): ObjectAttributes;
  /** The hub form with its resourceVersion, frozen deeply; decoded anew when it is not at hand. */
  decoded(): DeepReadonly<KubeObject>;
  /** The bytes that clients of one representation get, made once by `encode` and then shared. */
  encodedAs(representation: string, encode: (object: StoredObject) => Uint8Array): Uint8Array;
}

export interface ListQuery extends OperationOptions {
  /** As sent by the client; "" or absent: the newest. Already validated to be a decimal number. */
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan";
  /** 0: all. */
  readonly limit: number;
  /** Decoded continue token: start after `after`, at `revision` (0n: newest, an inconsistent continuation). */
  readonly continue?: { readonly after: string; readonly revision: bigint };
  readonly predicate: SelectionPredicate;
}

/** Items of a list as one text. */
export interface EncodedItems {
  /** Shared: never change them. */
  readonly bytes: Uint8Array;
  /** Where each item begins, and where the last one ends. */
  readonly offsets: Uint32Array;
}

/** Objects that are neighbours in the store, and their encoded form, made once and then shared. */
export interface StoredBlock {
  /** @param encode - is given all objects of the block; undefined when they have no such form. */
  encodedAs(
    representation: string,
    encode: (objects: readonly StoredObject[]) => EncodedItems | undefined,
  ): EncodedItems | undefined;
}

/** Items of a list that are the objects [`from`, `to`) of a block. */
export interface StoredRun {
  readonly block: StoredBlock;
  readonly from: number;
  readonly to: number;
}

export interface ListPage {
  readonly items: readonly StoredObject[];
  /** The same items by the blocks that hold them, where the store can tell: in their order, none left out. */
  readonly runs?: readonly StoredRun[] | undefined;
  readonly revision: bigint;
  /** The last key looked at, when more may follow; the caller makes the continue token. */
  readonly continueAfter: string | undefined;
  /** undefined with a selector, or when nothing follows. */
  readonly remainingItemCount: number | undefined;
}

export interface WatchQuery extends OperationOptions {
  /** "" or absent: synthetic ADDED events for what is there, then changes; "0": the same from any age; else after it. */
  readonly resourceVersion?: string;
  readonly predicate: SelectionPredicate;
  readonly allowBookmarks: boolean;
  /** Streaming list: initial ADDED events, then a bookmark that says so. */
  readonly sendInitialEvents?: boolean;
  /** Monotonic ms at which the request ends, so that a last bookmark comes shortly before. */
  readonly deadlineMs?: number;
  /** Called once, when all that the watch starts with was read and it follows changes as they happen. */
  readonly onInitialized?: (() => void) | undefined;
}

export type ObjectEvent =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: StoredObject }
  | { readonly type: "BOOKMARK"; readonly revision: bigint; readonly initialEventsEnd?: boolean };

/**
 * A watch's events in batches, in order. It has one reader, by a loop or by `deliver`; leaving the loop, an abort of the
 * query's signal and an error of the reader's end the watch.
 */
export interface ObjectWatch extends AsyncIterable<readonly ObjectEvent[]> {
  /**
   * Calls `take` with each batch as soon as it is there, without a turn of promises in between, and waits for what it
   * returns. Ends as a loop would.
   */
  deliver(take: TakeEvents): Promise<void>;
}

export type TakeEvents = (batch: readonly ObjectEvent[]) => MaybePromise<void>;

/**
 * Storage of one resource with Kubernetes' resourceVersion semantics: the watch cache, or the backend itself where the
 * cache is off. Keys are full keys.
 * @throws StorageError from every method; `FutureRevision` when a version is not reached in time, `Compacted` when it is
 * too old. `watch` throws both to its reader.
 */
export interface ResourceStorage {
  /** `resourceVersion` "" or absent: the newest for certain; "0": any age; else at least that new. */
  get(
    key: string,
    opts?: OperationOptions & { readonly resourceVersion?: string },
  ): MaybePromise<StoredObject | undefined>;
  list(prefix: string, query: ListQuery): Promise<ListPage>;
  /** A watcher that reads too slowly is ended by an error. */
  watch(prefix: string, query: WatchQuery): ObjectWatch;
  create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredObject>;
  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredObject>;
  /** Returns the last state with the deletion's revision. */
  delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<StoredObject>;
  count(prefix: string): Promise<number>;
  /** Watchers that an event below `prefix` would reach now; for work estimation. */
  watcherCount(prefix: string): number;
  /** Resolves when reads can be served from here. */
  waitReady(opts?: OperationOptions): Promise<void>;
}
