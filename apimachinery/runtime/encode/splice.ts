// Both texts before it are free of quotes, so that this comes first where it should.
const METADATA = Buffer.from(',"metadata":{', "latin1");
const CLOSE_OBJECT = 0x7d;

/**
 * Where in stored bytes (see {@link encodeStored}) a member of `metadata` can be put in: after the opening brace.
 * @throws Error when the bytes have another layout.
 */
export function metadataOffset(bytes: Uint8Array): number {
  const at = asBuffer(bytes).indexOf(METADATA);
  if (at < 0) throw new Error("stored object without metadata");
  return at + METADATA.length;
}

/** The bytes to put in at {@link metadataOffset}; `bytes` tells whether members follow. */
export function resourceVersionMember(bytes: Uint8Array, offset: number, resourceVersion: string | bigint): string {
  return `"resourceVersion":"${resourceVersion}"${bytes[offset] === CLOSE_OBJECT ? "" : ","}`;
}

/** A copy of stored bytes with the resourceVersion as the first member of `metadata`. Nothing is parsed. */
export function spliceResourceVersion(bytes: Uint8Array, resourceVersion: string | bigint): Buffer {
  const offset = metadataOffset(bytes);
  const member = resourceVersionMember(bytes, offset, resourceVersion);
  const out = Buffer.allocUnsafe(bytes.length + member.length);
  out.set(bytes.subarray(0, offset), 0);
  out.write(member, offset, "latin1");
  out.set(bytes.subarray(offset), offset + member.length);
  return out;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
