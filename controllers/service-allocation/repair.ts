import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Service } from "../../apis/core/v1/types.js";
import type { Claim, Claims, Owner } from "./claims.js";
import { canonicalIP } from "./ip-range.js";
import { heldIPs, heldPorts } from "./service-needs.js";

// A Service is stored after its claims are made; a claim younger than this may be about to be used. As upstream.
const GRACE_MS = 60_000;

export interface RepairDeps {
  /** All Services, the newest state. */
  readonly services: () => Promise<readonly DeepReadonly<Service>[]>;
  /** One Service; undefined: there is none. */
  readonly service: (owner: Owner) => Promise<DeepReadonly<Service> | undefined>;
  readonly ips: Claims;
  readonly ports: Claims;
  /** Wall time in ms. */
  readonly now: () => number;
  /** Told of what two Services have. */
  readonly onConflict: (what: string, owner: Owner) => void;
}

/**
 * Makes the claims agree with the Services: takes what Services have and nobody claimed, and gives back what is claimed for
 * Services that do not have it.
 * @see kubernetes pkg/registry/core/service/ipallocator/controller/repairip.go
 */
export async function repairClaims(deps: RepairDeps): Promise<void> {
  const services = await deps.services();
  await repair(deps, services, deps.ips, (service) => heldIPs(service).map(canonicalIP));
  await repair(deps, services, deps.ports, (service) => heldPorts(service).map(String));
}

async function repair(
  deps: RepairDeps,
  services: readonly DeepReadonly<Service>[],
  claims: Claims,
  valuesOf: (service: DeepReadonly<Service>) => readonly string[],
): Promise<void> {
  const claimed = new Map<string, Claim>((await claims.list()).map((claim) => [claim.value, claim]));
  const unused = async ({ value, owner, claimedAt }: Claim): Promise<boolean> =>
    claimedAt + GRACE_MS <= deps.now() && (owner === undefined || !(await holds(deps, owner, value, valuesOf)));
  for (const service of services) {
    const owner = ownerOf(service);
    for (const value of valuesOf(service)) {
      const claim = claimed.get(value);
      const mine = claim?.owner?.namespace === owner.namespace && claim.owner.name === owner.name;
      if (mine) continue;
      if (claim !== undefined && (await unused(claim))) await claims.release(value);
      else if (claim !== undefined) {
        deps.onConflict(value, owner);
        continue;
      }
      await claims.claim(value, owner);
      claimed.set(value, { value, owner, claimedAt: deps.now() });
    }
  }
  for (const claim of claimed.values()) if (await unused(claim)) await claims.release(claim.value);
}

/** As the store has it now: the Service may have been made after the list was. */
async function holds(
  deps: RepairDeps,
  owner: Owner,
  value: string,
  valuesOf: (service: DeepReadonly<Service>) => readonly string[],
): Promise<boolean> {
  const service = await deps.service(owner);
  return service !== undefined && valuesOf(service).includes(value);
}

function ownerOf({ metadata: { namespace = "", name = "" } }: DeepReadonly<Service>): Owner {
  return { namespace, name };
}
