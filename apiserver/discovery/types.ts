import type { GroupVersionKind } from "../../apimachinery/schema/index.js";

/** What clients are told of a group: data for every form of discovery. */
export interface DiscoveredGroup {
  /** "" is the core group. */
  readonly name: string;
  /** Groups with a higher one come first: clients look a resource up in this order. */
  readonly priority: number;
  /** The preferred one first. */
  readonly versions: readonly DiscoveredVersion[];
}

export interface DiscoveredVersion {
  readonly version: string;
  /** In alphabetical order. */
  readonly resources: readonly DiscoveredResource[];
  /** Stale: what an aggregated server said when it last answered. Default Current. */
  readonly freshness?: "Current" | "Stale";
}

export interface DiscoveredResource {
  readonly name: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Absent for what is not stored. */
  readonly storageVersionHash?: string;
  /** In alphabetical order. */
  readonly subresources: readonly DiscoveredSubresource[];
}

export interface DiscoveredSubresource {
  readonly name: string;
  readonly kind: GroupVersionKind;
  readonly verbs: readonly string[];
}
