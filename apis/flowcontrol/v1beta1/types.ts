import type { int32, ListMeta, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Sorts requests into flows and says at which priority level they are served.
 *
 * +k8s:prerelease-lifecycle-gen:introduced=1.20
 * +k8s:prerelease-lifecycle-gen:replacement=flowcontrol.apiserver.k8s.io,v1beta3,FlowSchema
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=PriorityLevel,type=string,JSONPath=.spec.priorityLevelConfiguration.name,description="The priority level that serves its requests"
 * +kubebuilder:printcolumn:name=MatchingPrecedence,type=string,description="Lower numbers are tried first"
 * +kubebuilder:printcolumn:name=DistinguisherMethod,type=string,description="How requests are divided into flows"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=MissingPL,type=string,description="Whether its priority level does not exist"
 */
export interface FlowSchema extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: FlowSchemaSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: FlowSchemaStatus;
}

/** A list of FlowSchemas. */
export interface FlowSchemaList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: FlowSchema[];
}

/** Which requests match, and where they go. */
export interface FlowSchemaSpec {
  /**
   * The priority level that serves them.
   *
   * +default={}
   * +protobuf=1
   */
  priorityLevelConfiguration: PriorityLevelConfigurationReference;
  /**
   * Schemas with lower numbers are tried first; from 1 to 10000.
   *
   * +optional
   * +default=0
   * +protobuf=2
   */
  matchingPrecedence?: int32;
  /**
   * How the matching requests are divided into flows; absent: they are one flow.
   *
   * +optional
   * +protobuf=3
   */
  distinguisherMethod?: FlowDistinguisherMethod;
  /**
   * A request matches when it matches one of these.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  rules?: PolicyRulesWithSubjects[];
}

/** ByUser or ByNamespace. */
export type FlowDistinguisherMethodType = string;

/** How requests are divided into flows. */
export interface FlowDistinguisherMethod {
  /**
   * ByUser or ByNamespace.
   *
   * +default=""
   * +protobuf=1
   */
  type: FlowDistinguisherMethodType;
}

/** Names a priority level. */
export interface PriorityLevelConfigurationReference {
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/** Requests of some subjects: at least one subject and one rule have to match. */
export interface PolicyRulesWithSubjects {
  /**
   * Whose requests.
   *
   * +listType=atomic
   * +protobuf=1
   */
  subjects: Subject[];
  /**
   * Requests about resources.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  resourceRules?: ResourcePolicyRule[];
  /**
   * Requests about paths.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  nonResourceRules?: NonResourcePolicyRule[];
}

/**
 * Who makes a request.
 *
 * +union
 */
export interface Subject {
  /**
   * User, Group or ServiceAccount; says which of the others is set.
   *
   * +unionDiscriminator
   * +default=""
   * +protobuf=1
   */
  kind: SubjectKind;
  /**
   * A user.
   *
   * +optional
   * +protobuf=2
   */
  user?: UserSubject;
  /**
   * A group.
   *
   * +optional
   * +protobuf=3
   */
  group?: GroupSubject;
  /**
   * A service account.
   *
   * +optional
   * +protobuf=4
   */
  serviceAccount?: ServiceAccountSubject;
}

/** User, Group or ServiceAccount. */
export type SubjectKind = string;

/** A user. */
export interface UserSubject {
  /**
   * Name, or * for all.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/** A group. */
export interface GroupSubject {
  /**
   * Name, or * for all.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/** A service account. */
export interface ServiceAccountSubject {
  /**
   * Its namespace.
   *
   * +default=""
   * +protobuf=1
   */
  namespace: string;
  /**
   * Its name, or * for all.
   *
   * +default=""
   * +protobuf=2
   */
  name: string;
}

/** Requests about resources: every list has to match. */
export interface ResourcePolicyRule {
  /**
   * Verbs, or * for all.
   *
   * +listType=set
   * +protobuf=1
   */
  verbs: string[];
  /**
   * Groups, or * for all.
   *
   * +listType=set
   * +protobuf=2
   */
  apiGroups: string[];
  /**
   * Resources and subresources, or * for all.
   *
   * +listType=set
   * +protobuf=3
   */
  resources: string[];
  /**
   * Matches requests without a namespace.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  clusterScope?: boolean;
  /**
   * Namespaces, or * for all.
   *
   * +optional
   * +listType=set
   * +default=null
   * +protobuf=5
   */
  namespaces?: string[] | null;
}

/** Requests about paths: both lists have to match. */
export interface NonResourcePolicyRule {
  /**
   * Verbs, or * for all.
   *
   * +listType=set
   * +protobuf=1
   */
  verbs: string[];
  /**
   * Paths; /* may end them, * is all.
   *
   * +listType=set
   * +protobuf=6
   */
  nonResourceURLs: string[];
}

/** State of a flow schema. */
export interface FlowSchemaStatus {
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +protobuf=1
   */
  conditions?: FlowSchemaCondition[];
}

/** One observation about a flow schema. */
export interface FlowSchemaCondition {
  /**
   * What is observed.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  type?: FlowSchemaConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  status?: ConditionStatus;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  message?: string;
}

/** What is observed of a flow schema, such as Dangling. */
export type FlowSchemaConditionType = string;

/**
 * A share of the server for requests of one priority.
 *
 * +k8s:prerelease-lifecycle-gen:introduced=1.20
 * +k8s:prerelease-lifecycle-gen:replacement=flowcontrol.apiserver.k8s.io,v1beta3,PriorityLevelConfiguration
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=Type,type=string,JSONPath=.spec.type,description="Exempt or Limited"
 * +kubebuilder:printcolumn:name=NominalConcurrencyShares,type=string,description="Its share of the seats"
 * +kubebuilder:printcolumn:name=Queues,type=string,description="How many queues it has"
 * +kubebuilder:printcolumn:name=HandSize,type=string,description="From how many queues a flow may choose"
 * +kubebuilder:printcolumn:name=QueueLengthLimit,type=string,description="How many requests wait in one queue at most"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface PriorityLevelConfiguration extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: PriorityLevelConfigurationSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: PriorityLevelConfigurationStatus;
}

/** A list of PriorityLevelConfigurations. */
export interface PriorityLevelConfigurationList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: PriorityLevelConfiguration[];
}

/**
 * How requests of the level are served.
 *
 * +union
 */
export interface PriorityLevelConfigurationSpec {
  /**
   * Exempt or Limited; says which of the others may be set.
   *
   * +unionDiscriminator
   * +default=""
   * +protobuf=1
   */
  type: PriorityLevelEnablement;
  /**
   * For Limited.
   *
   * +optional
   * +protobuf=2
   */
  limited?: LimitedPriorityLevelConfiguration;
  /**
   * For Exempt.
   *
   * +optional
   * +protobuf=3
   */
  exempt?: ExemptPriorityLevelConfiguration;
}

/** Exempt or Limited. */
export type PriorityLevelEnablement = string;

/** How many requests run at a time, and what becomes of the others. */
export interface LimitedPriorityLevelConfiguration {
  /**
   * Its share of the server's seats, in proportion to the other levels.
   *
   * +optional
   * +default=0
   * +protobuf=1
   */
  assuredConcurrencyShares?: int32;
  /**
   * What becomes of requests that find no seat.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  limitResponse?: LimitResponse;
  /**
   * How much of its seats others may borrow while it does not need them.
   *
   * +optional
   * +protobuf=3
   */
  lendablePercent?: int32;
  /**
   * How much it may borrow from others; absent is no limit.
   *
   * +optional
   * +protobuf=4
   */
  borrowingLimitPercent?: int32;
}

/** Seats set aside for requests that are never held back. */
export interface ExemptPriorityLevelConfiguration {
  /**
   * Its share of the server's seats. Default 0.
   *
   * +optional
   * +protobuf=1
   */
  nominalConcurrencyShares?: int32;
  /**
   * How much of its seats others may borrow. Default 0.
   *
   * +optional
   * +protobuf=2
   */
  lendablePercent?: int32;
}

/**
 * What becomes of requests that find no seat.
 *
 * +union
 */
export interface LimitResponse {
  /**
   * Queue or Reject.
   *
   * +unionDiscriminator
   * +default=""
   * +protobuf=1
   */
  type: LimitResponseType;
  /**
   * For Queue.
   *
   * +optional
   * +protobuf=2
   */
  queuing?: QueuingConfiguration;
}

/** Queue or Reject. */
export type LimitResponseType = string;

/** How requests wait. */
export interface QueuingConfiguration {
  /**
   * How many queues there are.
   *
   * +optional
   * +default=0
   * +protobuf=1
   */
  queues?: int32;
  /**
   * From how many queues a flow may choose; shuffle sharding.
   *
   * +optional
   * +default=0
   * +protobuf=2
   */
  handSize?: int32;
  /**
   * How many requests wait in one queue at most.
   *
   * +optional
   * +default=0
   * +protobuf=3
   */
  queueLengthLimit?: int32;
}

/** What is observed of a priority level. */
export type PriorityLevelConfigurationConditionType = string;

/** State of a priority level. */
export interface PriorityLevelConfigurationStatus {
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +protobuf=1
   */
  conditions?: PriorityLevelConfigurationCondition[];
}

/** One observation about a priority level. */
export interface PriorityLevelConfigurationCondition {
  /**
   * What is observed.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  type?: PriorityLevelConfigurationConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  status?: ConditionStatus;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  message?: string;
}

/** True, False or Unknown. */
export type ConditionStatus = string;
