import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import { formatMicroTime } from "../../apimachinery/scalars/index.js";
import type { Lease } from "../../apis/coordination/v1/types.js";
import { IDENTITY_COMPONENT, IDENTITY_LABEL, LEASE_NAMESPACE, type Leases } from "./leases.js";

const RENEW_MS = 10_000;
const DURATION_SECONDS = 3600;
// Servers that were started together do not renew together.
const JITTER = 0.04;
const RETRY_MS = 200;
const MAX_RETRY_MS = 7_000;

export interface KeepLeaseDeps {
  readonly leases: Leases;
  readonly clock: Clock;
  readonly random: Random;
  readonly onError: (what: string, err: unknown) => void;
  /** Of `serverIdentity`: the Lease's name. */
  readonly identity: string;
  /** New with each start, so that others see a restart. */
  readonly holder: string;
  readonly hostname: string;
}

/**
 * Tells by a Lease that this server lives, and renews it until the signal aborts. At the end the Lease stays: it runs out.
 * @see kubernetes/component-helpers apimachinery/lease/controller.go
 */
export async function keepIdentityLease(deps: KeepLeaseDeps, signal: AbortSignal): Promise<void> {
  const { clock, random, leases, identity } = deps;
  let retryMs = RETRY_MS;
  while (!signal.aborted) {
    let waitMs = RENEW_MS * (1 + JITTER * random());
    try {
      await leases.apply(identity, (current) => renewed(deps, current), { signal });
      retryMs = RETRY_MS;
    } catch (err) {
      if (signal.aborted) return;
      deps.onError(`cannot renew the Lease ${identity}`, err);
      waitMs = retryMs;
      retryMs = Math.min(2 * retryMs, MAX_RETRY_MS);
    }
    await clock.sleep(waitMs, { signal }).catch(() => undefined);
  }
}

/** Takes over a Lease of an earlier start as well: upstream leaves the old holder there, which hides the restart. */
function renewed(deps: KeepLeaseDeps, current: DeepReadonly<Lease> | undefined): Lease {
  const { identity, holder, hostname, clock } = deps;
  const { metadata, ...rest } = structuredClone((current ?? {}) as Partial<Lease>);
  const labels = {
    ...metadata?.labels,
    [IDENTITY_LABEL]: IDENTITY_COMPONENT,
    "kubernetes.io/hostname": hostname,
  };
  return {
    ...rest,
    metadata: { ...metadata, name: identity, namespace: LEASE_NAMESPACE, labels },
    spec: {
      ...rest.spec,
      holderIdentity: holder,
      leaseDurationSeconds: DURATION_SECONDS,
      renewTime: formatMicroTime(clock.now()),
    },
  };
}
