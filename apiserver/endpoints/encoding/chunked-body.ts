import { yieldToLoop } from "../../storage/stream/yield-to-loop.js";

/** Where chunks go: the part of a response stream that matters here. */
export interface ChunkSink {
  write(chunk: Uint8Array): boolean;
  drained(): Promise<void>;
}

// Copied in some 50 µs; larger chunks gain nothing and hold other requests longer.
const CHUNK_BYTES = 128 * 1024;

/**
 * Collects a long body in chunks. Callers write while there is room and `flush` when there is none, which lets other work
 * run and waits for a slow reader.
 */
export class ChunkedBody {
  /** What an empty chunk holds. */
  static readonly capacity = CHUNK_BYTES;

  readonly #sink: ChunkSink;
  #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  #used = 0;

  constructor(sink: ChunkSink) {
    this.#sink = sink;
  }

  hasRoom(bytes: number): boolean {
    return this.#used + bytes <= CHUNK_BYTES;
  }

  /** Lets `write` fill the chunk from an offset and return where it ended. There must be room. */
  fill(write: (chunk: Buffer, at: number) => number): void {
    this.#used = write(this.#chunk, this.#used);
  }

  byte(value: number): void {
    this.#chunk[this.#used++] = value;
  }

  /** Copies bytes of any length. */
  async append(bytes: Uint8Array): Promise<void> {
    if (!this.hasRoom(bytes.length)) await this.flush();
    if (bytes.length > CHUNK_BYTES) {
      await this.#send(bytes);
      return;
    }
    this.#chunk.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  async flush(): Promise<void> {
    if (this.#used === 0) return;
    const full = this.#chunk.subarray(0, this.#used);
    // The sink keeps what it was given.
    this.#chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    this.#used = 0;
    await this.#send(full);
  }

  async #send(bytes: Uint8Array): Promise<void> {
    if (this.#sink.write(bytes)) await yieldToLoop();
    else await this.#sink.drained();
  }
}
