import type { OpenAPIDefinitions } from "../../../apimachinery/openapi/index.js";
import type { MessageDescriptors } from "../../../apimachinery/protobuf/index.js";
import type { KubeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import type { GroupVersion, GroupVersionKind } from "../../../apimachinery/schema/index.js";
import type { StrategyHooks, SubresourceStorage } from "../../../apimachinery/strategy/index.js";

/**
 * What registry-gen emits for one kind: data and the hand-written hooks; behaviour is the generic registry's.
 */
export interface ResourceDefinition<T extends KubeObject = KubeObject> {
  readonly group: string;
  readonly kind: string;
  readonly listKind: string;
  /** `flunders` */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** The version hooks, admission and the store's in-memory form use. */
  readonly hub: GroupVersionKind;
  /** The version in which objects are stored. */
  readonly storageVersion: GroupVersion;
  /** Served versions, the preferred one first. */
  readonly versions: readonly string[];
  /** Verbs served; default all eight. */
  readonly verbs: readonly ResourceVerb[];
  readonly hooks: StrategyHooks<T>;
  /** Top-level fields with a meaning for strategies. */
  readonly hasSpec: boolean;
  readonly statusSubresource: boolean;
  readonly scale?: ScaleDefinition;
  /** Columns of the Table view, beside Name; with none declared, Age follows. */
  readonly columns: readonly TableColumn[];
  /** Columns of versions whose tags differ from the preferred version's. */
  readonly versionColumns: { readonly [version: string]: readonly TableColumn[] };
  /** Field selectors beside metadata.name and metadata.namespace; JSONPaths are read in the hub. */
  readonly selectableFields: readonly SelectableField[];
  /** Below the storage prefix: `wardle.example.com/flunders`. */
  readonly storagePrefix: string;
  /** Seconds until objects vanish by themselves (Events); absent: never. */
  readonly ttlSeconds?: number;
  /** Subresources beside status and scale, by name. */
  readonly subresources: readonly SubresourceDefinition[];
  /** Of versions that are not there for good. */
  readonly deprecations?: { readonly [version: string]: DeprecationDefinition };
  /**
   * Defined while the server runs, by a CustomResourceDefinition: items of lists carry kind and apiVersion, and strategic
   * merge patches are not taken.
   */
  readonly dynamic?: boolean;
}

/** Until when a kind is served in one version; releases are `1.36`. */
export interface DeprecationDefinition {
  /** From this release on clients are warned. */
  readonly deprecated: string;
  readonly removed?: string;
  readonly replacement?: GroupVersionKind;
}

export type ResourceVerb = "create" | "delete" | "deletecollection" | "get" | "list" | "patch" | "update" | "watch";

export const ALL_VERBS: readonly ResourceVerb[] = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
];

/** JSONPaths in the hub, as in a CRD's scale subresource: `.spec.replicas`. */
export interface ScaleDefinition {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** `+kubebuilder:printcolumn` */
export interface TableColumn {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "boolean" | "date";
  readonly format?: string;
  readonly description?: string;
  /** 0 is shown always, above 0 only with `-o wide`. */
  readonly priority: number;
  /** JSONPath in the served version; absent when `hooks.tableCells` computes the cell. */
  readonly jsonPath?: string;
}

export interface SelectableField {
  readonly label: string;
  readonly jsonPath: string;
  /** The watch cache keeps an index of it. */
  readonly indexed?: boolean;
}

/**
 * A subresource declared by `+kindsmith:subresource`. Its behaviour is written by hand: in the kind's strategy file, or,
 * where it needs more than the object, bound by the server.
 */
export interface SubresourceDefinition<T extends KubeObject = KubeObject> {
  readonly name: string;
  /** The kind that is sent and answered; default the parent's. */
  readonly kind: GroupVersionKind;
  readonly verbs: readonly SubresourceVerb[];
  /** Absent: the server binds its behaviour by group, resource and name. */
  readonly storage?: SubresourceStorage<T>;
}

export type SubresourceVerb = "get" | "create" | "update" | "patch" | "delete";

/**
 * A kind that is answered but never stored: SubjectAccessReview, TokenReview, Binding. The server binds its behaviour by
 * group and resource.
 */
export interface VirtualResourceDefinition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly hub: GroupVersionKind;
  readonly versions: readonly string[];
  readonly verbs: readonly ResourceVerb[];
}

/** What register-gen and registry-gen emit for one group: the unit that a server installs. */
export interface APIGroupDefinition {
  readonly group: string;
  /** The preferred one first. */
  readonly versions: readonly string[];
  readonly addToScheme: (scheme: Scheme) => void;
  readonly resources: readonly ResourceDefinition<never>[];
  readonly virtualResources: readonly VirtualResourceDefinition[];
  /** OpenAPI v3 definitions by model name, all versions. */
  readonly openAPIDefinitions: () => OpenAPIDefinitions;
  /** Messages by model name; absent for groups that do not speak protobuf. */
  readonly protobufDescriptors?: () => MessageDescriptors;
}

export type { OpenAPIDefinitions, OpenAPISchema } from "../../../apimachinery/openapi/index.js";
