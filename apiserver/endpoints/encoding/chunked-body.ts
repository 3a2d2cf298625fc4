import { yieldToLoop } from "../../storage/stream/yield-to-loop.js";
import { CHUNK_BYTES, chunkPool } from "./chunk-pool.js";

// A write costs as much as copying this.
const PASS_FROM_BYTES = 16 * 1024;

// After so much that costs no work, others get a turn; the turn itself costs as much as a write.
const TURN_BYTES = 96 * 1024;

/** Where chunks go: the part of a response stream that matters here. */
export interface ChunkSink {
  /** @param onSent - called once the system has the bytes and `chunk` may be used again; not when it never gets them. */
  write(chunk: Uint8Array, onSent?: () => void): boolean;
  drained(): Promise<void>;
}

/**
 * Collects a long body in chunks. Callers write while there is room and `flush` when there is none, which lets other work
 * run and waits for a slow reader.
 */
export class ChunkedBody {
  /** What an empty chunk holds. */
  static readonly capacity = CHUNK_BYTES;

  readonly #sink: ChunkSink;
  #chunk: Buffer | undefined;
  #used = 0;
  #sinceTurn = 0;

  constructor(sink: ChunkSink) {
    this.#sink = sink;
  }

  hasRoom(bytes: number): boolean {
    return this.#used + bytes <= CHUNK_BYTES;
  }

  /** Lets `write` fill the chunk from an offset and return where it ended. There must be room. */
  fill(write: (chunk: Buffer, at: number) => number): void {
    this.#used = write(this.#room, this.#used);
  }

  byte(value: number): void {
    this.#room[this.#used++] = value;
  }

  /** Copies bytes of any length. */
  async append(bytes: Uint8Array): Promise<void> {
    if (!this.hasRoom(bytes.length)) await this.flush();
    if (bytes.length > CHUNK_BYTES) {
      await this.#send(bytes);
      return;
    }
    this.#room.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** Sends bytes that nobody changes, without a copy where that is worth it. */
  async pass(bytes: Uint8Array): Promise<void> {
    if (bytes.length < PASS_FROM_BYTES) return this.append(bytes);
    await this.flush();
    this.#sinceTurn += bytes.length;
    if (this.#sinceTurn < TURN_BYTES && this.#sink.write(bytes)) return;
    if (this.#sinceTurn >= TURN_BYTES) await this.#send(bytes);
    else await this.#sink.drained();
    this.#sinceTurn = 0;
  }

  async flush(): Promise<void> {
    if (this.#used === 0) return;
    const chunk = this.#room;
    const used = this.#used;
    // The sink keeps what it was given until it is sent.
    this.#chunk = undefined;
    this.#used = 0;
    await this.#send(chunk.subarray(0, used), () => chunkPool.giveBack(chunk));
  }

  get #room(): Buffer {
    return (this.#chunk ??= chunkPool.take());
  }

  async #send(bytes: Uint8Array, onSent?: () => void): Promise<void> {
    if (this.#sink.write(bytes, onSent)) await yieldToLoop();
    else await this.#sink.drained();
  }
}
