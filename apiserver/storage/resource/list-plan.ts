import type { ListQuery } from "../resource-storage.js";

/**
 * What a list asks for, once `resourceVersion`, `resourceVersionMatch`, `limit` and `continue` are read together.
 * @see kubernetes/apiserver pkg/storage/cacher/delegator/interface.go
 */
export type ListPlan =
  /** The newest state for certain. */
  | { readonly kind: "newest"; readonly after: string | undefined }
  /** Any state at least as new as `revision`; 0 is any age, and then there are no pages. */
  | { readonly kind: "atLeast"; readonly revision: bigint }
  /** The state at `revision`. */
  | { readonly kind: "exact"; readonly revision: bigint; readonly after: string | undefined };

export function planList(query: ListQuery): ListPlan {
  const requested = query.resourceVersion ?? "";
  const revision = requested === "" ? 0n : BigInt(requested);
  if (query.resourceVersionMatch === "Exact") return { kind: "exact", revision, after: undefined };
  if (query.resourceVersionMatch === "NotOlderThan") return { kind: "atLeast", revision };
  if (query.continue !== undefined) {
    const { after, revision: at } = query.continue;
    return at > 0n ? { kind: "exact", revision: at, after } : { kind: "newest", after };
  }
  if (requested === "") return { kind: "newest", after: undefined };
  if (query.limit > 0 && revision > 0n) return { kind: "exact", revision, after: undefined };
  return { kind: "atLeast", revision };
}
