import { createHash } from "node:crypto";

/**
 * Identifies a flow: the first eight bytes, little-endian, of SHA-256 over the FlowSchema's name, a zero byte and the
 * distinguisher. An unsigned 64-bit number.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go, hashFlowID
 */
export function hashFlowID(flowSchema: string, distinguisher: string): bigint {
  return createHash("sha256").update(flowSchema).update("\0").update(distinguisher).digest().readBigUInt64LE(0);
}
