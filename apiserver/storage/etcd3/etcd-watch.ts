import { newCompacted, newUnavailable } from "../errors.js";
import type { StorageEvent, StoredValue } from "../interface.js";
import { ownBytes } from "../own-bytes.js";
import { BatchQueue } from "../stream/batch-queue.js";
import type { WatchStream } from "./etcd-client.js";
import { EventType, type Event, type KeyValue, type WatchResponse } from "./messages.js";

const MAX_WAITING_EVENTS = 100_000;

export interface EtcdWatchOptions {
  readonly prefix: string;
  readonly rangeEnd: Uint8Array;
  /** undefined: from now on. */
  readonly afterRevision: bigint | undefined;
  /** Whether an answer to a request for progress can be trusted. */
  readonly progressIsReliable: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onEnd: (watch: EtcdWatch) => void;
}

/** One watch on a stream of its own, so that its answers to requests for progress speak of it alone. */
export class EtcdWatch {
  readonly prefix: string;
  readonly events: BatchQueue<StorageEvent>;
  readonly #opts: EtcdWatchOptions;
  readonly #stream: WatchStream;

  constructor(stream: WatchStream, opts: EtcdWatchOptions) {
    this.prefix = opts.prefix;
    this.#opts = opts;
    this.#stream = stream;
    this.events = new BatchQueue<StorageEvent>({
      maxItems: MAX_WAITING_EVENTS,
      signal: opts.signal,
      onEnd: () => {
        stream.cancel();
        opts.onEnd(this);
      },
    });
  }

  start(): void {
    const { prefix, rangeEnd, afterRevision } = this.#opts;
    const stream = this.#stream;
    stream.on("data", (response: WatchResponse) => this.#receive(response));
    stream.on("error", (err) =>
      this.events.fail(newUnavailable(`etcd watch of ${prefix} failed: ${err.message}`, err)),
    );
    stream.on("end", () => this.events.fail(newUnavailable(`etcd watch of ${prefix} was closed by the server`)));
    stream.write({
      create: {
        key: Buffer.from(prefix),
        rangeEnd,
        prevKv: true,
        progressNotify: true,
        ...(afterRevision === undefined ? {} : { startRevision: afterRevision + 1n }),
      },
    });
  }

  requestProgress(): void {
    if (this.#opts.progressIsReliable && !this.events.ended) this.#stream.write({ progress: {} });
  }

  #receive(response: WatchResponse): void {
    if (response.canceled) {
      const { compactRevision, cancelReason } = response;
      const after = this.#opts.afterRevision ?? 0n;
      this.events.fail(
        compactRevision > 0n
          ? newCompacted(after, compactRevision)
          : newUnavailable(`etcd ended the watch of ${this.prefix}: ${cancelReason}`),
      );
      return;
    }
    for (const event of response.events) {
      const change = changeOf(event);
      if (change === undefined) {
        // The state before was compacted away, so whoever follows has to begin anew.
        const revision = event.kv?.modRevision ?? 0n;
        this.events.fail(newCompacted(revision - 1n, revision));
        return;
      }
      this.events.push(change);
    }
    const revision = response.header?.revision ?? 0n;
    if (response.events.length === 0 && !response.created && revision > 0n)
      this.events.push({ type: "progress", revision });
  }
}

/** undefined for a deletion whose state before is not known. */
function changeOf({ type, kv, prevKv }: Event): StorageEvent | undefined {
  if (kv === undefined) return undefined;
  const previous = prevKv && valueOf(prevKv);
  const revision = kv.modRevision;
  if (type !== EventType.DELETE) {
    const isUpdate = kv.createRevision !== kv.modRevision;
    if (isUpdate && previous === undefined) return undefined;
    return { type: "put", value: valueOf(kv), previous, revision };
  }
  return previous && { type: "delete", key: previous.key, previous, revision };
}

/** The value apart from the message that it came in. */
export function valueOf({ key, value, modRevision, createRevision }: KeyValue): StoredValue {
  return { key: Buffer.from(key).toString(), bytes: ownBytes(value), modRevision, createRevision };
}
