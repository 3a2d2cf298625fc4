import { createHash } from "node:crypto";

const COMPONENT = "kube-apiserver";
// As much of the hash as upstream shows.
const HASH_BYTES = 16;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The name by which a server is known to others, `apiserver-` and a hash of its host's name. The same after a restart,
 * so that a host has one Lease however often its server starts.
 * @see kubernetes/apiserver pkg/server/config.go, NewConfig
 */
export function serverIdentity(hostname: string): string {
  const hash = createHash("sha256");
  for (const part of [hostname, COMPONENT]) {
    const bytes = Buffer.from(part);
    // Each part with its length in front, so that no two pairs hash alike.
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return `apiserver-${base32(hash.digest().subarray(0, HASH_BYTES))}`;
}

/** RFC 4648, lower case, without padding. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let width = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    width += 8;
    while (width >= 5) {
      width -= 5;
      text += BASE32[(bits >> width) & 31]!;
    }
    bits &= (1 << width) - 1;
  }
  return width === 0 ? text : text + BASE32[(bits << (5 - width)) & 31]!;
}
