/** One write in the log. */
export interface LogRow {
  readonly key: string;
  readonly revision: number;
  readonly created: number;
  /** The revision of the write of this key before; 0: none. */
  readonly previous: number;
  /** Wall ms at which the value goes by itself; 0: never. */
  readonly expires: number;
  /** undefined: a deletion. */
  readonly value: Uint8Array | undefined;
}

/**
 * Many rows in a form that crosses to another thread without a copy: columns of numbers and all values end to end.
 * Revisions fit a float64 exactly up to 2^53.
 */
export interface RowChunk {
  readonly keys: readonly string[];
  /** Four numbers a row: revision, created, previous, expires. */
  readonly numbers: Float64Array;
  /** Bytes of each value; -1: none. */
  readonly lengths: Int32Array;
  readonly bytes: Uint8Array;
}

export const NUMBERS_PER_ROW = 4;

export function packRows(rows: readonly LogRow[]): RowChunk {
  const numbers = new Float64Array(rows.length * NUMBERS_PER_ROW);
  const lengths = new Int32Array(rows.length);
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + (row.value?.byteLength ?? 0), 0));
  let offset = 0;
  for (const [i, row] of rows.entries()) {
    const at = i * NUMBERS_PER_ROW;
    numbers[at] = row.revision;
    numbers[at + 1] = row.created;
    numbers[at + 2] = row.previous;
    numbers[at + 3] = row.expires;
    lengths[i] = row.value?.byteLength ?? -1;
    if (row.value === undefined) continue;
    bytes.set(row.value, offset);
    offset += row.value.byteLength;
  }
  return { keys: rows.map((row) => row.key), numbers, lengths, bytes };
}

/** The rows again; their values are views into the chunk. */
export function unpackRows(chunk: RowChunk): LogRow[] {
  let offset = 0;
  return chunk.keys.map((key, i) => {
    const at = i * NUMBERS_PER_ROW;
    const length = chunk.lengths[i]!;
    const value = length < 0 ? undefined : chunk.bytes.subarray(offset, offset + length);
    offset += Math.max(length, 0);
    return {
      key,
      revision: chunk.numbers[at]!,
      created: chunk.numbers[at + 1]!,
      previous: chunk.numbers[at + 2]!,
      expires: chunk.numbers[at + 3]!,
      value,
    };
  });
}

/** What `postMessage` may move instead of copying. */
export function transferOf(chunk: RowChunk): ArrayBuffer[] {
  return [chunk.numbers, chunk.lengths, chunk.bytes].map((view) => view.buffer as ArrayBuffer);
}
