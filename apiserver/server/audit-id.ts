import { randomFillSync } from "node:crypto";

const ID_BYTES = 16;
const TEXT_LENGTH = 36;
const DASHES = [8, 13, 18, 23];
const HEX = Buffer.from("0123456789abcdef");
const DASH = 0x2d;

// Filled for many IDs at a time: each fill is a call below JavaScript.
const random = Buffer.allocUnsafeSlow(ID_BYTES * 256);
const text = Buffer.allocUnsafeSlow(TEXT_LENGTH);
let used = random.length;

/**
 * A random UUID of version 4. Node's own joins twenty strings, and the text stays a tree of them: ten times the memory for
 * as long as a request's headers are kept.
 */
export function newAuditID(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  random[used + 6] = (random[used + 6]! & 0x0f) | 0x40;
  random[used + 8] = (random[used + 8]! & 0x3f) | 0x80;
  let at = 0;
  for (let i = used; i < used + ID_BYTES; i++) {
    if (DASHES.includes(at)) text[at++] = DASH;
    text[at++] = HEX[random[i]! >> 4]!;
    text[at++] = HEX[random[i]! & 0x0f]!;
  }
  used += ID_BYTES;
  return text.toString("latin1");
}
