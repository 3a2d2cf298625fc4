import { isConflict, isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import { timeToMs } from "../../apimachinery/scalars/index.js";
import type { Lease } from "../../apis/coordination/v1/types.js";
import { IDENTITY_COMPONENT, IDENTITY_LABEL, type Leases } from "./leases.js";

const PERIOD_MS = 3_600_000;

export interface LeaseGCDeps {
  readonly leases: Leases;
  readonly clock: Clock;
  readonly onError: (what: string, err: unknown) => void;
}

/**
 * Removes the Leases of servers that are gone: now, and each hour until the signal aborts.
 * @see kubernetes pkg/controlplane/controller/apiserverleasegc
 */
export async function collectExpiredLeases(deps: LeaseGCDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await collect(deps, signal);
    } catch (err) {
      if (!signal.aborted) deps.onError("cannot list the Leases of servers", err);
    }
    await deps.clock.sleep(PERIOD_MS, { signal }).catch(() => undefined);
  }
}

async function collect({ leases, clock, onError }: LeaseGCDeps, signal: AbortSignal): Promise<void> {
  for (const lease of await leases.list({ signal })) {
    const { name = "", labels, resourceVersion = "" } = lease.metadata;
    if (labels?.[IDENTITY_LABEL] !== IDENTITY_COMPONENT || !isExpired(lease, clock.now())) continue;
    try {
      // Its server may have come back since the list.
      await leases.delete(name, { resourceVersion, signal });
    } catch (err) {
      // Each server collects; another one was first, or the Lease was renewed.
      if (isNotFound(err) || isConflict(err)) continue;
      if (signal.aborted) return;
      onError(`cannot delete the expired Lease ${name}`, err);
    }
  }
}

/** Servers set both fields; a Lease without them is not one of theirs. */
function isExpired({ spec = {} }: DeepReadonly<Lease>, nowMs: number): boolean {
  const { renewTime, leaseDurationSeconds } = spec;
  if (renewTime == null || leaseDurationSeconds === undefined) return true;
  return timeToMs(renewTime) + leaseDurationSeconds * 1000 < nowMs;
}
