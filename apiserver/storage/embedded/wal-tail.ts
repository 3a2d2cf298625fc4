import { existsSync, readFileSync } from "node:fs";

/** What a write-ahead log holds that was left by a process which did not stop cleanly. */
export interface WalTail {
  /** Transactions that are complete and will be taken over. */
  readonly transactions: number;
  /** Bytes after them that belong to a write that was never finished, or was torn; SQLite ignores them. */
  readonly droppedBytes: number;
}

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/**
 * Reads a SQLite write-ahead log and says where its whole part ends. undefined: there is none, or it is empty.
 * @see https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function readWalTail(file: string): WalTail | undefined {
  if (!existsSync(file)) return undefined;
  const wal = readFileSync(file);
  if (wal.length === 0) return undefined;
  if (wal.length < HEADER_BYTES || (wal.readUInt32BE(0) & ~1) >>> 0 !== MAGIC)
    return { transactions: 0, droppedBytes: wal.length };
  const bigEndian = (wal.readUInt32BE(0) & 1) === 1;
  const pageSize = wal.readUInt32BE(8);
  const salts = wal.subarray(16, 24);
  let sum = checksum(wal, 0, 24, [0, 0], bigEndian);
  const headerIsWhole = sum[0] === wal.readUInt32BE(24) && sum[1] === wal.readUInt32BE(28);
  if (!headerIsWhole) return { transactions: 0, droppedBytes: wal.length };
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  let transactions = 0;
  let wholeEnd = HEADER_BYTES;
  let at = HEADER_BYTES;
  for (; at + frameBytes <= wal.length; at += frameBytes) {
    if (!salts.equals(wal.subarray(at + 8, at + 16))) break;
    sum = checksum(wal, at, at + 8, sum, bigEndian);
    sum = checksum(wal, at + FRAME_HEADER_BYTES, at + frameBytes, sum, bigEndian);
    if (sum[0] !== wal.readUInt32BE(at + 16) || sum[1] !== wal.readUInt32BE(at + 20)) break;
    const isCommit = wal.readUInt32BE(at + 4) !== 0;
    if (!isCommit) continue;
    transactions++;
    wholeEnd = at + frameBytes;
  }
  return { transactions, droppedBytes: generationEnd(wal, at, frameBytes, salts) - wholeEnd };
}

/** Where the frames of this generation end; behind them may lie frames of an earlier one, which mean nothing. */
function generationEnd(wal: Buffer, from: number, frameBytes: number, salts: Buffer): number {
  let at = from;
  while (at + FRAME_HEADER_BYTES <= wal.length && salts.equals(wal.subarray(at + 8, at + 16))) at += frameBytes;
  // What is left of a frame, or of a frame's header, at the end of the file was cut off.
  return at + frameBytes > wal.length ? wal.length : at;
}

function checksum(
  wal: Buffer,
  from: number,
  to: number,
  start: readonly [number, number],
  bigEndian: boolean,
): readonly [number, number] {
  let [a, b] = start;
  for (let at = from; at < to; at += 8) {
    const first = bigEndian ? wal.readUInt32BE(at) : wal.readUInt32LE(at);
    const second = bigEndian ? wal.readUInt32BE(at + 4) : wal.readUInt32LE(at + 4);
    a = (a + first + b) >>> 0;
    b = (b + second + a) >>> 0;
  }
  return [a, b];
}
