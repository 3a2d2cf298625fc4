import { NUMBERS_PER_ROW, type LogRow, type RowChunk } from "./row-chunk.js";

type RowHead = Omit<LogRow, "value">;

/**
 * Values read at the start share slabs of this size, which spares an allocation for each. A slab lives until all its
 * values are replaced, so a small one wastes little.
 */
const SLAB_BYTES = 64 * 1024;

/** Writes rows into chunks, one slab of bytes each. */
export class ChunkWriter {
  #chunks: RowChunk[] = [];
  #heads: RowHead[] = [];
  #lengths: number[] = [];
  #slab: Buffer = Buffer.alloc(0);
  #used = 0;
  #totalBytes = 0;

  /** Bytes of all values so far. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Adds a row whose value is `text` in UTF-8, and returns the value. */
  addText(head: RowHead, text: string): Uint8Array {
    // A UTF-16 unit takes three bytes at most; only near the end of a slab is an exact count worth its time.
    if (this.#used + text.length * 3 > this.#slab.length) this.#makeRoom(Buffer.byteLength(text));
    return this.#added(head, this.#slab.write(text, this.#used, "utf8"));
  }

  /** Puts other bytes in the place of the last row's value. */
  replaceLast(value: Uint8Array): void {
    const head = this.#heads.pop();
    const length = this.#lengths.pop();
    if (head === undefined || length === undefined) throw new Error("there is no row to replace the value of");
    this.#used -= length;
    this.#totalBytes -= length;
    this.#makeRoom(value.byteLength);
    this.#slab.set(value, this.#used);
    this.#added(head, value.byteLength);
  }

  finish(): RowChunk[] {
    this.#cut();
    return this.#chunks;
  }

  #added(head: RowHead, length: number): Uint8Array {
    const value = this.#slab.subarray(this.#used, this.#used + length);
    this.#heads.push(head);
    this.#lengths.push(length);
    this.#used += length;
    this.#totalBytes += length;
    return value;
  }

  #makeRoom(byteLength: number): void {
    if (this.#used + byteLength <= this.#slab.length) return;
    this.#cut();
    this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, byteLength));
    this.#used = 0;
  }

  #cut(): void {
    if (this.#heads.length === 0) return;
    const numbers = new Float64Array(this.#heads.length * NUMBERS_PER_ROW);
    for (const [i, { revision, created, previous, expires }] of this.#heads.entries()) {
      const at = i * NUMBERS_PER_ROW;
      numbers[at] = revision;
      numbers[at + 1] = created;
      numbers[at + 2] = previous;
      numbers[at + 3] = expires;
    }
    const keys = this.#heads.map((head) => head.key);
    const bytes = new Uint8Array(this.#slab.buffer, 0, this.#used);
    this.#chunks.push({ keys, numbers, lengths: Int32Array.from(this.#lengths), bytes });
    this.#heads = [];
    this.#lengths = [];
    this.#slab = Buffer.alloc(0);
    this.#used = 0;
  }
}
