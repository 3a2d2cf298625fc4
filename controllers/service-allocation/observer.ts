import type { Claims } from "./claims.js";

/** `static`: the client chose it. */
export type AllocationScope = "static" | "dynamic";

/** Told of what a pool gives, for metrics. */
export interface PoolObserver {
  allocated(scope: AllocationScope, seconds: number): void;
  failed(scope: AllocationScope): void;
}

export interface PoolDeps {
  readonly claims: Claims;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly observer?: PoolObserver;
}

/** Runs one allocation, and tells how it went. Dry runs are not counted. */
export async function observed<T>(
  { now, observer }: PoolDeps,
  scope: AllocationScope,
  dryRun: boolean,
  allocate: () => Promise<T>,
): Promise<T> {
  if (observer === undefined || dryRun) return allocate();
  const startedMs = now();
  try {
    const result = await allocate();
    observer.allocated(scope, (now() - startedMs) / 1000);
    return result;
  } catch (err) {
    observer.failed(scope);
    throw err;
  }
}
