import type { OperationOptions, StorageBackend, StoredValue } from "../interface.js";

/** Outside of every server's prefix, so that no server lists it. */
const CLAIM_KEY = "/kindsmith/copy";

export interface ClaimOptions extends OperationOptions {
  readonly prefix: string;
  /** The target may hold other things than the copy, which then go. */
  readonly replace: boolean;
}

/** The target holds something that no copy has put there. */
export class TargetOccupied extends Error {
  constructor(prefix: string, keys: number) {
    super(`the target holds ${keys} keys below ${prefix} already, which a copy would replace`);
    this.name = "TargetOccupied";
  }
}

/**
 * Marks the target as one that a copy is being made into, until `releaseTarget`, so that one which was cut short is
 * known and goes on, and what somebody else keeps there is not removed by mistake.
 * @throws TargetOccupied
 */
export async function claimTarget(target: StorageBackend, { prefix, replace, ...opts }: ClaimOptions): Promise<void> {
  const claim = await target.get(CLAIM_KEY, opts);
  if (claim !== undefined) {
    const claimed = prefixOf(claim);
    if (claimed === prefix) return;
    throw new Error(`the target is being filled by a copy of ${claimed}: finish that one first`);
  }
  if (!replace) {
    const keys = await target.count(prefix);
    if (keys > 0) throw new TargetOccupied(prefix, keys);
  }
  await target.create(CLAIM_KEY, Buffer.from(JSON.stringify({ prefix })), opts);
}

export async function releaseTarget(target: StorageBackend, opts: OperationOptions): Promise<void> {
  const claim = await target.get(CLAIM_KEY, opts);
  if (claim !== undefined) await target.delete(CLAIM_KEY, claim.modRevision, opts);
}

function prefixOf({ bytes }: StoredValue): string {
  return (JSON.parse(Buffer.from(bytes).toString()) as { prefix: string }).prefix;
}
