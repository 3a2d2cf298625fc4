import type { FlowSchema } from "../config/types.js";
import { hashFlowID } from "../sharding/flow-hash.js";

// Distinct flows of one schema seen lately.
const HASHES_KEPT = 4096;

/** Remembers the hashes of flows: one is asked for with every request, and flows come again and again. */
export class FlowHashes {
  // By the object, so that what is kept for a schema goes with it.
  readonly #bySchema = new WeakMap<FlowSchema, Map<string, bigint>>();

  get(flowSchema: FlowSchema, distinguisher: string): bigint {
    let hashes = this.#bySchema.get(flowSchema);
    if (hashes === undefined) this.#bySchema.set(flowSchema, (hashes = new Map()));
    let hash = hashes.get(distinguisher);
    if (hash === undefined) {
      if (hashes.size >= HASHES_KEPT) hashes.clear();
      hashes.set(distinguisher, (hash = hashFlowID(flowSchema.metadata.name ?? "", distinguisher)));
    }
    return hash;
  }
}
