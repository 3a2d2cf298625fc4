import type { APIGroup, APIResourceList, ObjectMeta } from "../../apimachinery/meta/v1/index.js";

/** What `/version` answers. */
export interface VersionInfo {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
  readonly gitCommit?: string;
  readonly gitTreeState?: string;
  readonly buildDate?: string;
  readonly platform?: string;
  readonly [field: string]: string | undefined;
}

/** Everything that a server serves. */
export interface GroupsAndResources {
  /** The core group first, its name "". */
  readonly groups: readonly APIGroup[];
  /** One for each group version that could be read; subresources are `pods/status`. */
  readonly resources: readonly APIResourceList[];
  /** Group versions (`apps/v1`) that could not be read, and why. */
  readonly failed: ReadonlyMap<string, Error>;
}

/** Aggregated discovery. @see kubernetes/api apidiscovery/v2/types.go */
export interface APIGroupDiscoveryList {
  readonly items: readonly APIGroupDiscovery[];
}

export interface APIGroupDiscovery {
  readonly metadata: ObjectMeta;
  readonly versions?: readonly APIVersionDiscovery[];
}

export interface APIVersionDiscovery {
  readonly version: string;
  readonly resources?: readonly APIResourceDiscovery[];
  readonly freshness?: string;
}

export interface APIResourceDiscovery {
  readonly resource: string;
  readonly responseKind?: ResponseKind | null;
  readonly scope: string;
  readonly singularResource: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly APISubresourceDiscovery[];
}

export interface APISubresourceDiscovery {
  readonly subresource: string;
  readonly responseKind?: ResponseKind | null;
  readonly verbs: readonly string[];
}

interface ResponseKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}
