import type { LogRow } from "./row-chunk.js";

/** Rows that lie in memory which two threads share. Nothing of them is in the message that tells of them. */
export interface SharedRows {
  readonly count: number;
  /** Where they lie; absent: where those before lay. */
  readonly area?: SharedArrayBuffer;
}

/** Revision, created, previous and expires as float64, which revisions fit exactly up to 2^53. */
const NUMBERS = 4;
/** Bytes of the key and of the value, -1 for none, as int32. */
const LENGTHS = 2;
const HEAD_BYTES = NUMBERS * 8 + LENGTHS * 4;
/** A UTF-16 unit takes three bytes at most. */
const MAX_UNIT_BYTES = 3;
/** Holds most groups; a larger area is let go with the next group that does without. */
const USUAL_BYTES = 256 * 1024;

/**
 * The side that writes. A message that carries rows costs both threads more than all else about a group of writes: objects
 * are cloned, buffers change hands. Who writes again must know that what is there has been read.
 *
 * Layout: the heads of all rows, then key and value of one row after the other, in UTF-8 and as they are.
 */
export class SharedRowsWriter {
  #area = new SharedArrayBuffer(0);

  write(rows: readonly LogRow[]): SharedRows {
    const count = rows.length;
    const isNew = this.#fit(rows);
    const numbers = new Float64Array(this.#area, 0, count * NUMBERS);
    const lengths = new Int32Array(this.#area, count * NUMBERS * 8, count * LENGTHS);
    const bytes = Buffer.from(this.#area);
    let at = count * HEAD_BYTES;
    for (const [i, { key, revision, created, previous, expires, value }] of rows.entries()) {
      numbers[i * NUMBERS] = revision;
      numbers[i * NUMBERS + 1] = created;
      numbers[i * NUMBERS + 2] = previous;
      numbers[i * NUMBERS + 3] = expires;
      const keyBytes = bytes.write(key, at, "utf8");
      at += keyBytes;
      lengths[i * LENGTHS] = keyBytes;
      lengths[i * LENGTHS + 1] = value?.byteLength ?? -1;
      if (value === undefined) continue;
      bytes.set(value, at);
      at += value.byteLength;
    }
    return isNew ? { count, area: this.#area } : { count };
  }

  /** Returns whether there is a new area. */
  #fit(rows: readonly LogRow[]): boolean {
    let needed = 0;
    for (const { key, value } of rows) needed += HEAD_BYTES + key.length * MAX_UNIT_BYTES + (value?.byteLength ?? 0);
    const isTooLarge = this.#area.byteLength > USUAL_BYTES && needed <= USUAL_BYTES;
    if (needed <= this.#area.byteLength && !isTooLarge) return false;
    this.#area = new SharedArrayBuffer(Math.max(needed, USUAL_BYTES));
    return true;
  }
}

/** The side that reads. Values are views, good until the writer is told that they have been read. */
export class SharedRowsReader {
  #area = new SharedArrayBuffer(0);

  read({ count, area }: SharedRows): LogRow[] {
    if (area !== undefined) this.#area = area;
    const numbers = new Float64Array(this.#area, 0, count * NUMBERS);
    const lengths = new Int32Array(this.#area, count * NUMBERS * 8, count * LENGTHS);
    const bytes = Buffer.from(this.#area);
    let at = count * HEAD_BYTES;
    return Array.from({ length: count }, (_, i): LogRow => {
      const keyEnd = at + lengths[i * LENGTHS]!;
      const length = lengths[i * LENGTHS + 1]!;
      const end = keyEnd + Math.max(length, 0);
      const row = {
        key: bytes.toString("utf8", at, keyEnd),
        revision: numbers[i * NUMBERS]!,
        created: numbers[i * NUMBERS + 1]!,
        previous: numbers[i * NUMBERS + 2]!,
        expires: numbers[i * NUMBERS + 3]!,
        value: length < 0 ? undefined : bytes.subarray(keyEnd, end),
      };
      at = end;
      return row;
    });
  }
}
