import type { Readable } from "node:stream";

const NEWLINE = 10;

/** A line that is longer than what the reader accepts. */
export class LineTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`a line is longer than ${maxBytes} bytes`);
    this.name = "LineTooLongError";
  }
}

/**
 * Splits a stream of newline-separated JSON. Empty lines are left out; a last line without a newline counts.
 * @throws LineTooLongError, or the stream's error.
 */
export async function* readLines(body: Readable, maxBytes: number): AsyncGenerator<string, void, void> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = joined(pending, chunk.subarray(start, end));
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      if (line !== "") yield line;
    }
    if (start === chunk.length) continue;
    pendingBytes += chunk.length - start;
    if (pendingBytes > maxBytes) throw new LineTooLongError(maxBytes);
    pending.push(chunk.subarray(start));
  }
  const last = joined(pending, Buffer.alloc(0));
  if (last !== "") yield last;
}

function joined(pending: readonly Buffer[], last: Buffer): string {
  const line = pending.length === 0 ? last : Buffer.concat([...pending, last]);
  return line.toString("utf8").trim();
}
