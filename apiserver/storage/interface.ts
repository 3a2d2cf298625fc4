/**
 * The contract of every storage backend. Values are opaque bytes (JSON of the storage version, without a
 * resourceVersion); a revision is a single increasing number over all keys, as in etcd.
 * @see kubernetes/apiserver pkg/storage/interfaces.go and etcd's KV and Watch services
 */

/** A stored value. `bytes` are shared: never change them. */
export interface StoredValue {
  /** Full key, `/registry/configmaps/default/x`. */
  readonly key: string;
  readonly bytes: Uint8Array;
  /** The revision of the last write of this key. */
  readonly modRevision: bigint;
  readonly createRevision: bigint;
  /** Stored in an outdated way (an earlier encryption key): an update writes it even when nothing has changed. */
  readonly stale?: boolean;
}

export interface OperationOptions {
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends OperationOptions {
  /** Seconds until the backend removes the key by itself; 0 or absent: never. */
  readonly ttlSeconds?: number;
}

export interface ListOptions extends OperationOptions {
  /** Read as of this revision; absent: the newest. @throws StorageError Compacted, FutureRevision */
  readonly revision?: bigint;
  /** At most so many values; 0 or absent: all. */
  readonly limit?: number;
  /** Continue after this key (exclusive). */
  readonly after?: string;
}

export interface ListResult {
  /** In bytewise order of their keys. */
  readonly values: readonly StoredValue[];
  /** The revision the list is consistent at. */
  readonly revision: bigint;
  readonly more: boolean;
  /** Keys that follow those returned; 0 unless `more`. */
  readonly remaining: number;
}

export type StorageEvent =
  | {
      readonly type: "put";
      readonly value: StoredValue;
      readonly previous: StoredValue | undefined;
      readonly revision: bigint;
    }
  | { readonly type: "delete"; readonly key: string; readonly previous: StoredValue; readonly revision: bigint }
  /** No event up to `revision` is still to come. */
  | { readonly type: "progress"; readonly revision: bigint };

export interface WatchOptions extends OperationOptions {
  /** Events with a revision above this; absent: from now on. @throws StorageError Compacted (from the iterator) */
  readonly afterRevision?: bigint;
}

export interface StorageBackend {
  readonly name: string;
  /**
   * False when an answer to `requestProgress` does not prove that all events up to it were delivered (etcd before
   * 3.4.25 and 3.5.8). Known once started; absent: it does.
   */
  readonly progressIsReliable?: boolean;
  /** Opens the store; called once, before anything else. @throws Error with a message for the operator. */
  start(): Promise<void>;
  /** Ends watches, waits for writes under way, releases locks. */
  stop(): Promise<void>;

  get(key: string, opts?: OperationOptions & { readonly revision?: bigint }): Promise<StoredValue | undefined>;
  /** Values below `prefix` (which ends with `/`). */
  list(prefix: string, opts?: ListOptions): Promise<ListResult>;
  count(prefix: string): Promise<number>;
  /** @throws StorageError KeyExists. Resolves once durable. */
  create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue>;
  /**
   * Replaces the value when its modRevision still is `expectedRevision`. Resolves once durable.
   * @throws StorageError Conflict (with the current value, or none when the key is gone)
   */
  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredValue>;
  /** Removes the key when its modRevision still is `expectedRevision`. Returns the deletion's revision. @throws as `update` */
  delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint>;
  /** Events below `prefix`, in order of revision; none is lost and none is repeated. Leaving the loop ends the watch. */
  watch(prefix: string, opts?: WatchOptions): AsyncIterable<readonly StorageEvent[]>;

  /**
   * For the reader of a watch of `prefix` that has seen everything up to `seen`: the newest revision, if nothing below the
   * prefix has changed since `seen`, so that the reader has seen everything up to it as well. undefined when something has,
   * or that is not known; absent where others would have to be asked.
   */
  currentRevisionIfSeen?(prefix: string, seen: bigint): bigint | undefined;
  /** The newest revision; a quorum read on backends that have one. */
  currentRevision(opts?: OperationOptions): Promise<bigint>;
  /** Asks that watches below `prefix` get a `progress` event at the current revision soon. */
  requestProgress(prefix: string): Promise<void>;
  /** Forgets history up to and including `revision`; keys keep their newest value. */
  compact(revision: bigint): Promise<void>;
  /** @throws Error saying what is wrong. For `/readyz` and `/livez`. */
  healthCheck(opts?: OperationOptions): Promise<void>;
  stats(): Promise<StorageStats>;
}

export interface StorageStats {
  readonly revision: bigint;
  readonly compactedRevision: bigint;
  /** Bytes on disk; 0 for memory. */
  readonly sizeBytes: number;
  readonly keys: number;
}

export type StorageErrorCode =
  | "KeyExists"
  | "KeyNotFound"
  | "Conflict"
  | "Compacted"
  | "FutureRevision"
  | "TooLarge"
  | "NoSpace"
  | "Unavailable"
  | "Corrupt";

export interface StorageErrorDetails {
  readonly key?: string;
  readonly current?: StoredValue | undefined;
  readonly revision?: bigint;
  /** The revision that was asked for and is not there yet. */
  readonly requested?: bigint;
  readonly cause?: unknown;
}

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly details: StorageErrorDetails;
  constructor(code: StorageErrorCode, message: string, details: StorageErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "StorageError";
    this.code = code;
    this.details = details;
  }
}
