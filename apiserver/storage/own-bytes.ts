// What a view may waste before it is copied.
const SLACK_BYTES = 64;

/**
 * Bytes to keep for long. A small Buffer is a view into a slab of 8 KiB, and one decoded from a large message a view
 * into all of it; keeping such a view keeps the whole. Returns a copy of exactly its size then, and `bytes` otherwise.
 */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer.byteLength - bytes.byteLength <= SLACK_BYTES) return bytes;
  return new Uint8Array(bytes);
}
