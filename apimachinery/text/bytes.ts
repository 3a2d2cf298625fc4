/** Length of a text in bytes of UTF-8, which is what the API's limits count. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Orders texts by their UTF-8 bytes, as Go sorts strings. Differs from `<` only beyond the basic plane. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    // A surrogate stands for a code point above all others of the basic plane.
    const leftHigh = left >= 0xd800 && left <= 0xdfff;
    const rightHigh = right >= 0xd800 && right <= 0xdfff;
    if (leftHigh !== rightHigh) return leftHigh ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}
