import type { StructModel } from "../framework/model.js";
import { isLeftOut, type Peers } from "./peers.js";

/**
 * True when a required field of one side may be absent on the other, so that a conversion has to make up a zero value
 * for it.
 */
export function inventsZeros(peers: Peers): boolean {
  return peers.version.types.some((type) => {
    const peer = peers.hub.types.find((one) => one.name === type.name);
    if (type.kind !== "struct" || peer?.kind !== "struct") return false;
    return lacks(type, peer) || lacks(peer, type);
  });
}

function lacks(from: StructModel, to: StructModel): boolean {
  return to.fields.some((field) => {
    if (field.optional || isLeftOut(field)) return false;
    const source = from.fields.find((one) => one.name === field.name);
    return source === undefined || source.optional;
  });
}
