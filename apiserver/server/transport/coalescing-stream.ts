import type { Writable } from "node:stream";
import type { ResponseStream } from "../../endpoints/request/request-context.js";
import type { Flushable, WriteScheduler } from "./write-scheduler.js";

// A writer is asked to wait above this. It bounds what one slow reader can make the server hold.
export const STREAM_BUDGET_BYTES = 256 * 1024;

// Chunks of at least this size gain nothing from being gathered.
const DIRECT_WRITE_BYTES = 16 * 1024;

/** What differs between HTTP/1.1 and HTTP/2 in the life of a response body. */
export interface BodySink {
  readonly writable: Writable;
  /** The HTTP/2 session or the socket. */
  readonly connection: object;
  /** Ends the body so that the client cannot take it for complete. */
  cut(reason: Error): void;
}

/** A response body that gathers the small writes of one turn and reports backpressure by bytes. */
export class CoalescingStream implements ResponseStream, Flushable {
  readonly #sink: BodySink;
  readonly #scheduler: WriteScheduler;
  readonly #signal: AbortSignal;
  readonly #onBytes: (count: number) => void;
  #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #ended = false;

  constructor(deps: {
    readonly sink: BodySink;
    readonly scheduler: WriteScheduler;
    readonly signal: AbortSignal;
    readonly onBytes: (count: number) => void;
  }) {
    this.#sink = deps.sink;
    this.#scheduler = deps.scheduler;
    this.#signal = deps.signal;
    this.#onBytes = deps.onBytes;
  }

  get connection(): object {
    return this.#sink.connection;
  }

  get pendingBytes(): number {
    return this.#queuedBytes + this.#sink.writable.writableLength;
  }

  write(chunk: Uint8Array, onSent?: () => void): boolean {
    if (this.#ended || this.#closed) return false;
    this.#onBytes(chunk.byteLength);
    if (this.#queue.length === 0 && chunk.byteLength >= DIRECT_WRITE_BYTES) {
      if (onSent === undefined) this.#sink.writable.write(chunk);
      else this.#sink.writable.write(chunk, whenSent(onSent));
    } else {
      if (this.#queue.length === 0) this.#scheduler.add(this);
      // What waits here is small, so a caller who wants his chunk back gets it at once.
      this.#queue.push(onSent === undefined ? chunk : Buffer.from(chunk));
      onSent?.();
      this.#queuedBytes += chunk.byteLength;
      if (this.#queuedBytes >= STREAM_BUDGET_BYTES / 4) this.flush();
    }
    return this.pendingBytes < STREAM_BUDGET_BYTES;
  }

  /** @throws the request's abort reason when the client is gone. */
  async drained(): Promise<void> {
    this.flush();
    const { writable } = this.#sink;
    while (writable.writableNeedDrain && !this.#closed && !this.#signal.aborted) {
      await drainOrClose(writable, this.#signal);
    }
    if (this.#closed || this.#signal.aborted) {
      this.#signal.throwIfAborted();
      throw new Error("the response is closed");
    }
  }

  end(): void {
    if (this.#ended) return;
    this.flush();
    this.#ended = true;
    if (!this.#closed) this.#sink.writable.end();
  }

  destroy(reason: Error): void {
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#ended = true;
    this.#sink.cut(reason);
  }

  flush(): void {
    const queue = this.#queue;
    if (queue.length === 0) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    if (this.#closed) return;
    this.#sink.writable.write(this.#scheduler.join(queue));
  }

  get #closed(): boolean {
    const { writable } = this.#sink;
    return writable.destroyed || writable.writableEnded;
  }
}

/** After an error the system may still look at the bytes, so they are never reported as sent. */
function whenSent(onSent: () => void): (err: Error | null | undefined) => void {
  return (err) => {
    if (err === null || err === undefined) onSent();
  };
}

function drainOrClose(writable: Writable, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      writable.off("drain", done);
      writable.off("close", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    writable.on("drain", done);
    writable.on("close", done);
    signal.addEventListener("abort", done);
  });
}
