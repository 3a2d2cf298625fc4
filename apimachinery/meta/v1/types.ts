import type { FieldsV1, JSONValue, RawExtension, Time, int32, int64 } from "./scalars.js";

/** Names an object's kind and the version of its schema. */
export interface TypeMeta {
  /**
   * The resource that this object represents, in CamelCase. Cannot be changed.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  kind?: string;
  /**
   * Group and version of the schema that the object is written in.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  apiVersion?: string;
}

/** Metadata of lists and of answers that are not stored. */
export interface ListMeta {
  /**
   * Deprecated and not set any more.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  selfLink?: string;
  /**
   * Version of the store that the list was read at; opaque to clients.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  resourceVersion?: string;
  /**
   * Present when there is more: send it back to get the next part.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  continue?: string;
  /**
   * How many items follow those of this part, when the server knows. Left out for lists with selectors.
   *
   * +optional
   * +protobuf=4
   */
  remainingItemCount?: int64;
  /**
   * Set when the list holds one shard of the collection only.
   *
   * +optional
   * +featureGate=ShardedListAndWatch
   * +protobuf=5
   */
  shardInfo?: ShardInfo;
}

/** Says which part of a collection a sharded list holds. */
export interface ShardInfo {
  /**
   * The shard selector as the server understood it.
   *
   * +protobuf=1
   */
  selector: string;
}

/** Metadata that every stored object has. */
export interface ObjectMeta {
  /**
   * Unique within the namespace and the kind. Cannot be changed.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Prefix of a name that the server completes when no name is given.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  generateName?: string;
  /**
   * The space in which the name is unique; absent on objects of the whole cluster. Cannot be changed.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  namespace?: string;
  /**
   * Deprecated and not set any more.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  selfLink?: string;
  /**
   * Unique across time and space; made by the server.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  uid?: string;
  /**
   * Changes whenever the object does; opaque. Sent back on update to find out about other writers.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  resourceVersion?: string;
  /**
   * Counts the wanted states of the object; set by the server.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  generation?: int64;
  /**
   * When the server stored the object for the first time.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  creationTimestamp?: Time;
  /**
   * When the object is to vanish; set by the server once a graceful deletion was asked for.
   *
   * +optional
   * +protobuf=9
   */
  deletionTimestamp?: Time;
  /**
   * Seconds between the request to delete and the end; may only get shorter.
   *
   * +optional
   * +protobuf=10
   */
  deletionGracePeriodSeconds?: int64;
  /**
   * Short texts by key that selectors can match.
   *
   * +optional
   * +protobuf=11
   */
  labels?: { [key: string]: string };
  /**
   * Texts by key for tools; not queryable.
   *
   * +optional
   * +protobuf=12
   */
  annotations?: { [key: string]: string };
  /**
   * Objects this one depends on. When all of them are gone, so is this one.
   *
   * +optional
   * +listType=map
   * +listMapKey=uid
   * +patchStrategy=merge
   * +patchMergeKey=uid
   * +protobuf=13
   */
  ownerReferences?: OwnerReference[];
  /**
   * Who has still to do something before the object may vanish. Removed one by one by their owners.
   *
   * +optional
   * +listType=set
   * +patchStrategy=merge
   * +protobuf=14
   */
  finalizers?: string[];
  /**
   * Which manager set which fields; kept by the server.
   *
   * +optional
   * +listType=atomic
   * +protobuf=17
   */
  managedFields?: ManagedFieldsEntry[];
}

/**
 * Identifies an object of the same namespace, or of the cluster, that this one depends on.
 *
 * +structType=atomic
 */
export interface OwnerReference {
  /**
   * API version of the owner.
   *
   * +protobuf=5
   */
  apiVersion: string;
  /**
   * Kind of the owner.
   *
   * +protobuf=1
   */
  kind: string;
  /**
   * Name of the owner.
   *
   * +protobuf=3
   */
  name: string;
  /**
   * UID of the owner.
   *
   * +protobuf=4
   */
  uid: string;
  /**
   * The one owner that manages this object.
   *
   * +optional
   * +protobuf=6
   */
  controller?: boolean;
  /**
   * With foreground deletion, the owner stays until this object is gone.
   *
   * +optional
   * +protobuf=7
   */
  blockOwnerDeletion?: boolean;
}

/** Query parameters of list and watch calls. */
export interface ListOptions extends TypeMeta {
  /**
   * Restricts the result by labels.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  labelSelector?: string;
  /**
   * Restricts the result by fields.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fieldSelector?: string;
  /**
   * Asks for a stream of changes in place of a list.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  watch?: boolean;
  /**
   * The client understands BOOKMARK events.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  allowWatchBookmarks?: boolean;
  /**
   * Which state the answer may come from; see resourceVersionMatch.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  resourceVersion?: string;
  /**
   * How resourceVersion is applied to lists.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  resourceVersionMatch?: ResourceVersionMatch;
  /**
   * Ends the call after so many seconds, whatever goes on.
   *
   * +optional
   * +protobuf=5
   */
  timeoutSeconds?: int64;
  /**
   * The most items of one answer; more come with continue.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  limit?: int64;
  /**
   * Token of an earlier part; the server answers with the next.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  continue?: string;
  /**
   * A watch begins with ADDED events for all there is, followed by a bookmark that says so.
   *
   * +optional
   * +protobuf=11
   */
  sendInitialEvents?: boolean;
  /**
   * Restricts the result to a part of the collection by hash ranges.
   *
   * +optional
   * +featureGate=ShardedListAndWatch
   * +protobuf=15,omitzero
   */
  shardSelector?: string;
}

/** NotOlderThan (as given or newer) or Exact. */
export type ResourceVersionMatch = string;

/** Query parameters of get calls. */
export interface GetOptions extends TypeMeta {
  /**
   * How old the answer may be.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  resourceVersion?: string;
}

/** What becomes of dependents: Orphan, Background or Foreground. */
export type DeletionPropagation = string;

/** Parameters of delete calls, in the query or in the body. */
export interface DeleteOptions extends TypeMeta {
  /**
   * Seconds until the object vanishes; 0 is at once, absent is the kind's default.
   *
   * +optional
   * +protobuf=1
   */
  gracePeriodSeconds?: int64;
  /**
   * What has to be true for the deletion to go on, else 409.
   *
   * +optional
   * +protobuf=2
   */
  preconditions?: Preconditions;
  /**
   * Deprecated in favour of propagationPolicy.
   *
   * +optional
   * +protobuf=3
   */
  orphanDependents?: boolean;
  /**
   * Whether and how dependents are deleted.
   *
   * +optional
   * +protobuf=4
   */
  propagationPolicy?: DeletionPropagation;
  /**
   * `All` does everything except storing the result.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  dryRun?: string[];
  /**
   * Deletes an object that cannot be decoded any more; skips all preconditions.
   *
   * +optional
   * +protobuf=6
   */
  ignoreStoreReadErrorWithClusterBreakingPotential?: boolean;
}

/** Query parameters of create calls. */
export interface CreateOptions extends TypeMeta {
  /**
   * `All` does everything except storing the result.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  dryRun?: string[];
  /**
   * Who makes the change, for managedFields.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fieldManager?: string;
  /**
   * What to do about unknown and duplicate fields: Ignore, Warn or Strict.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  fieldValidation?: string;
}

/** Query parameters of patch calls. */
export interface PatchOptions extends TypeMeta {
  /**
   * `All` does everything except storing the result.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  dryRun?: string[];
  /**
   * Apply takes over fields that others own.
   *
   * +optional
   * +protobuf=2
   */
  force?: boolean;
  /**
   * Who makes the change; needed for apply.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fieldManager?: string;
  /**
   * What to do about unknown and duplicate fields: Ignore, Warn or Strict.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  fieldValidation?: string;
}

/** Query parameters of update calls. */
export interface UpdateOptions extends TypeMeta {
  /**
   * `All` does everything except storing the result.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  dryRun?: string[];
  /**
   * Who makes the change, for managedFields.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fieldManager?: string;
  /**
   * What to do about unknown and duplicate fields: Ignore, Warn or Strict.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fieldValidation?: string;
}

/** Checked against the stored object before an update or delete. */
export interface Preconditions {
  /**
   * The object must have this UID.
   *
   * +optional
   * +protobuf=1
   */
  uid?: string;
  /**
   * The object must be at this version.
   *
   * +optional
   * +protobuf=2
   */
  resourceVersion?: string;
}

/** The answer of calls that return no object, and every error. */
export interface Status extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * Success or Failure.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  status?: string;
  /**
   * What happened, for people.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  message?: string;
  /**
   * What happened, in one word for programs; absent when not known. Refines the HTTP code.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reason?: StatusReason;
  /**
   * More about the reason; what it holds depends on it.
   *
   * +optional
   * +protobuf=5
   */
  details?: StatusDetails;
  /**
   * The HTTP code of the answer.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  code?: int32;
}

/** Which object a Status is about, and what is wrong with it. */
export interface StatusDetails {
  /**
   * Name of the object.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Group of the object.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  group?: string;
  /**
   * The resource, or for invalid objects the kind.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  kind?: string;
  /**
   * UID of the object.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  uid?: string;
  /**
   * One entry for each single problem.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  causes?: StatusCause[];
  /**
   * Wait so long before the same call is tried again.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  retryAfterSeconds?: int32;
}

/** One word for why a call failed: NotFound, Conflict, Invalid and so on. */
export type StatusReason = string;

/** One problem of an object. */
export interface StatusCause {
  /**
   * The kind of problem, such as FieldValueInvalid.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  reason?: CauseType;
  /**
   * The problem, for people.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  message?: string;
  /**
   * Path of the field that is wrong, such as `spec.ports[0].name`.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  field?: string;
}

/** The kind of a single problem: FieldValueRequired, FieldManagerConflict and so on. */
export type CauseType = string;

/** Objects of any kinds in one answer. */
export interface List extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The objects.
   *
   * +protobuf=2
   */
  items: RawExtension[];
}

/** The versions of the core group, answered at `/api`. */
export interface APIVersions extends TypeMeta {
  /**
   * Served versions.
   *
   * +listType=atomic
   * +protobuf=1
   */
  versions: string[];
  /**
   * Where clients of a network reach the server.
   *
   * +listType=atomic
   * +protobuf=2
   */
  serverAddressByClientCIDRs: ServerAddressByClientCIDR[];
}

/** All groups, answered at `/apis`. */
export interface APIGroupList extends TypeMeta {
  /**
   * The groups.
   *
   * +listType=atomic
   * +protobuf=1
   */
  groups: APIGroup[];
}

/** One group and its versions. */
export interface APIGroup extends TypeMeta {
  /**
   * Name of the group.
   *
   * +protobuf=1
   */
  name: string;
  /**
   * Served versions, the preferred one first.
   *
   * +listType=atomic
   * +protobuf=2
   */
  versions: GroupVersionForDiscovery[];
  /**
   * The version to use when a client does not care.
   *
   * +optional
   * +protobuf=3
   */
  preferredVersion?: GroupVersionForDiscovery;
  /**
   * Where clients of a network reach the server.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  serverAddressByClientCIDRs?: ServerAddressByClientCIDR[];
}

/** A server address for the clients of one network. */
export interface ServerAddressByClientCIDR {
  /**
   * The network that the address is meant for.
   *
   * +protobuf=1
   */
  clientCIDR: string;
  /**
   * Host, with a port when it is not the usual one.
   *
   * +protobuf=2
   */
  serverAddress: string;
}

/** A version of a group, with both spellings. */
export interface GroupVersionForDiscovery {
  /**
   * `group/version`.
   *
   * +protobuf=1
   */
  groupVersion: string;
  /**
   * The version alone.
   *
   * +protobuf=2
   */
  version: string;
}

/** A resource or subresource and what can be done with it. */
export interface APIResource {
  /**
   * Plural name, or `resource/subresource`.
   *
   * +protobuf=1
   */
  name: string;
  /**
   * Name for one object; clients fall back to the kind in lower case.
   *
   * +protobuf=6
   */
  singularName: string;
  /**
   * Objects live in namespaces.
   *
   * +protobuf=2
   */
  namespaced: boolean;
  /**
   * Group of the kind when it is not the list's own.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  group?: string;
  /**
   * Version of the kind when it is not the list's own.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  version?: string;
  /**
   * Kind of what is sent and answered.
   *
   * +protobuf=3
   */
  kind: string;
  /**
   * What the server can do with it.
   *
   * +protobuf=4
   */
  verbs: Verbs;
  /**
   * Abbreviations for people.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  shortNames?: string[];
  /**
   * Groups of resources that people name together, such as `all`.
   *
   * +optional
   * +listType=atomic
   * +protobuf=7
   */
  categories?: string[];
  /**
   * Stands for the version objects are stored in; opaque.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  storageVersionHash?: string;
}

/**
 * Names of operations.
 *
 * +protobuf.nullable=true
 */
export type Verbs = string[];

/** The resources of one group version. */
export interface APIResourceList extends TypeMeta {
  /**
   * Which group version it is.
   *
   * +protobuf=1
   */
  groupVersion: string;
  /**
   * Resources and subresources.
   *
   * +listType=atomic
   * +protobuf=2
   */
  resources: APIResource[];
}

/** Paths that can be found below the root. */
export interface RootPaths {
  /**
   * The paths.
   *
   * +listType=atomic
   * +protobuf=1
   */
  paths: string[];
}

/**
 * A query over labels: all its parts have to match. An empty selector matches everything, an absent one
 * nothing.
 *
 * +structType=atomic
 */
export interface LabelSelector {
  /**
   * Labels an object must have with exactly these values.
   *
   * +optional
   * +protobuf=1
   */
  matchLabels?: { [key: string]: string };
  /**
   * Requirements on labels.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  matchExpressions?: LabelSelectorRequirement[];
}

/** One requirement on the value of a label. */
export interface LabelSelectorRequirement {
  /**
   * Key of the label.
   *
   * +protobuf=1
   */
  key: string;
  /**
   * How the values are compared.
   *
   * +protobuf=2
   */
  operator: LabelSelectorOperator;
  /**
   * What In and NotIn compare with; empty for the other operators.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  values?: string[];
}

/** In, NotIn, Exists or DoesNotExist. */
export type LabelSelectorOperator = string;

/** One requirement on the value of a field. */
export interface FieldSelectorRequirement {
  /**
   * Path of the field, as a field selector knows it.
   *
   * +protobuf=1
   */
  key: string;
  /**
   * How the values are compared.
   *
   * +protobuf=2
   */
  operator: FieldSelectorOperator;
  /**
   * What In and NotIn compare with; empty for the other operators.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  values?: string[];
}

/** In, NotIn, Exists or DoesNotExist. */
export type FieldSelectorOperator = string;

/** Which fields one manager set, when and how. */
export interface ManagedFieldsEntry {
  /**
   * Who set the fields.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  manager?: string;
  /**
   * Apply or Update.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  operation?: ManagedFieldsOperationType;
  /**
   * The version in which the field names are written.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  apiVersion?: string;
  /**
   * When the manager last changed its set of fields.
   *
   * +optional
   * +protobuf=4
   */
  time?: Time;
  /**
   * Format of the field set; FieldsV1 is the only one.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  fieldsType?: string;
  /**
   * The set of fields.
   *
   * +optional
   * +protobuf=7
   */
  fieldsV1?: FieldsV1;
  /**
   * Through which subresource the fields were written; absent for the object itself.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  subresource?: string;
}

/** Apply or Update. */
export type ManagedFieldsOperationType = string;

/** Objects as rows of text, made by the server for people. */
export interface Table extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   */
  metadata: ListMeta;
  /**
   * What the cells of each row mean, in order.
   *
   * +listType=atomic
   */
  columnDefinitions: TableColumnDefinition[];
  /**
   * One row for each object.
   *
   * +listType=atomic
   */
  rows: TableRow[];
}

/** What one column holds. */
export interface TableColumnDefinition {
  /** Heading. */
  name: string;
  /** An OpenAPI type. */
  type: string;
  /** An OpenAPI format; `name` marks the column that identifies the object. */
  format: string;
  /** What the column shows, for people. */
  description: string;
  /** 0 is shown always, higher ones when there is room. */
  priority: int32;
}

/** The cells of one object. */
export interface TableRow {
  /**
   * One value for each column; strings, numbers, booleans, lists, maps or null.
   *
   * +listType=atomic
   */
  cells: JSONValue[];
  /**
   * Remarks on the row, such as Completed.
   *
   * +optional
   * +listType=atomic
   */
  conditions?: TableRowCondition[];
  /**
   * The object, or its metadata, as the request asked.
   *
   * +optional
   */
  object?: RawExtension;
}

/** A remark on a row. */
export interface TableRowCondition {
  /** What is remarked. */
  type: RowConditionType;
  /** True, False or Unknown. */
  status: ConditionStatus;
  /**
   * One word for why.
   *
   * +optional
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   */
  message?: string;
}

/** What is said of a row; Completed: the object has run to its end. */
export type RowConditionType = string;

/** True, False or Unknown. */
export type ConditionStatus = string;

/** How much of the object comes with a row: None, Metadata or Object. */
export type IncludeObjectPolicy = string;

/** Query parameters of calls that ask for a Table. */
export interface TableOptions extends TypeMeta {
  /**
   * How much of the object comes with each row; default Metadata.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  includeObject?: IncludeObjectPolicy;
}

/** An object of any kind, its metadata alone. */
export interface PartialObjectMetadata extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ObjectMeta;
}

/** Metadata of many objects. */
export interface PartialObjectMetadataList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: PartialObjectMetadata[];
}

/** One observation about an object, kept up to date by its controller. */
export interface Condition {
  /**
   * What is observed, in CamelCase, or with a domain in front: `example.com/Ready`.
   *
   * +protobuf=1
   */
  type: string;
  /**
   * True, False or Unknown.
   *
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * The generation of the object's spec that was looked at.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  observedGeneration?: int64;
  /**
   * When the status last changed.
   *
   * +default=null
   * +protobuf=4
   */
  lastTransitionTime: Time;
  /**
   * One CamelCase word for programs: why the status is what it is.
   *
   * +protobuf=5
   */
  reason: string;
  /**
   * The same for people.
   *
   * +protobuf=6
   */
  message: string;
}

/** What one line of a watch says. */
export interface WatchEvent {
  /**
   * ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.
   *
   * +protobuf=1
   */
  type: string;
  /**
   * The object after the change, before a deletion, or a Status when the type is ERROR.
   *
   * +protobuf=2
   */
  object: RawExtension;
}

/** A kind in any version. */
export interface GroupKind {
  /**
   * The API group; "" is core.
   *
   * +protobuf=1
   */
  group: string;
  /**
   * The kind.
   *
   * +protobuf=2
   */
  kind: string;
}

/** A resource in any version. */
export interface GroupResource {
  /**
   * The API group; "" is core.
   *
   * +protobuf=1
   */
  group: string;
  /**
   * The plural name of the resource.
   *
   * +protobuf=2
   */
  resource: string;
}

/** A version of a group. */
export interface GroupVersion {
  /**
   * The API group; "" is core.
   *
   * +protobuf=1
   */
  group: string;
  /**
   * The version.
   *
   * +protobuf=2
   */
  version: string;
}

/** A kind in one version. */
export interface GroupVersionKind {
  /**
   * The API group; "" is core.
   *
   * +protobuf=1
   */
  group: string;
  /**
   * The version.
   *
   * +protobuf=2
   */
  version: string;
  /**
   * The kind.
   *
   * +protobuf=3
   */
  kind: string;
}

/** A resource in one version. */
export interface GroupVersionResource {
  /**
   * The API group; "" is core.
   *
   * +protobuf=1
   */
  group: string;
  /**
   * The version.
   *
   * +protobuf=2
   */
  version: string;
  /**
   * The plural name of the resource.
   *
   * +protobuf=3
   */
  resource: string;
}
