import type { SyncedSource } from "./shared-informer.js";

/** Resolves true when all sources have synced, false when the signal comes first. */
export function waitForCacheSync(
  opts: { readonly signal: AbortSignal },
  ...sources: readonly SyncedSource[]
): Promise<boolean> {
  const { signal } = opts;
  if (sources.every((source) => source.hasSynced())) return Promise.resolve(true);
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onAbort = (): void => resolve(false);
    signal.addEventListener("abort", onAbort, { once: true });
    void Promise.all(sources.map((source) => source.whenSynced())).then(() => {
      signal.removeEventListener("abort", onAbort);
      resolve(true);
    });
  });
}
