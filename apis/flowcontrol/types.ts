import type { int32, ListMeta, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** Sorts requests into flows and says at which priority level they are served. */
export interface FlowSchema extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** The wanted state. */
  spec?: FlowSchemaSpec;
  /** The observed state, written by controllers. */
  status?: FlowSchemaStatus;
}

/** A list of FlowSchemas. */
export interface FlowSchemaList extends TypeMeta {
  /** Standard list metadata. */
  metadata: ListMeta;
  /** The items of the list. */
  items: FlowSchema[];
}

/** Which requests match, and where they go. */
export interface FlowSchemaSpec {
  /** The priority level that serves them. */
  priorityLevelConfiguration: PriorityLevelConfigurationReference;
  /** Schemas with lower numbers are tried first; from 1 to 10000. */
  matchingPrecedence?: int32;
  /** How the matching requests are divided into flows; absent: they are one flow. */
  distinguisherMethod?: FlowDistinguisherMethod;
  /** A request matches when it matches one of these. */
  rules?: PolicyRulesWithSubjects[];
}

/** ByUser or ByNamespace. */
export type FlowDistinguisherMethodType = string;

/** How requests are divided into flows. */
export interface FlowDistinguisherMethod {
  /** ByUser or ByNamespace. */
  type: FlowDistinguisherMethodType;
}

/** Names a priority level. */
export interface PriorityLevelConfigurationReference {
  /** Its name. */
  name: string;
}

/** Requests of some subjects: at least one subject and one rule have to match. */
export interface PolicyRulesWithSubjects {
  /** Whose requests. */
  subjects: Subject[];
  /** Requests about resources. */
  resourceRules?: ResourcePolicyRule[];
  /** Requests about paths. */
  nonResourceRules?: NonResourcePolicyRule[];
}

/** Who makes a request. */
export interface Subject {
  /** User, Group or ServiceAccount; says which of the others is set. */
  kind: SubjectKind;
  /** A user. */
  user?: UserSubject;
  /** A group. */
  group?: GroupSubject;
  /** A service account. */
  serviceAccount?: ServiceAccountSubject;
}

/** User, Group or ServiceAccount. */
export type SubjectKind = string;

/** A user. */
export interface UserSubject {
  /** Name, or * for all. */
  name: string;
}

/** A group. */
export interface GroupSubject {
  /** Name, or * for all. */
  name: string;
}

/** A service account. */
export interface ServiceAccountSubject {
  /** Its namespace. */
  namespace: string;
  /** Its name, or * for all. */
  name: string;
}

/** Requests about resources: every list has to match. */
export interface ResourcePolicyRule {
  /** Verbs, or * for all. */
  verbs: string[];
  /** Groups, or * for all. */
  apiGroups: string[];
  /** Resources and subresources, or * for all. */
  resources: string[];
  /** Matches requests without a namespace. */
  clusterScope?: boolean;
  /** Namespaces, or * for all. */
  namespaces?: string[] | null;
}

/** Requests about paths: both lists have to match. */
export interface NonResourcePolicyRule {
  /** Verbs, or * for all. */
  verbs: string[];
  /** Paths; /* may end them, * is all. */
  nonResourceURLs: string[];
}

/** State of a flow schema. */
export interface FlowSchemaStatus {
  /** Observations by type. */
  conditions?: FlowSchemaCondition[];
}

/** One observation about a flow schema. */
export interface FlowSchemaCondition {
  /** What is observed. */
  type?: FlowSchemaConditionType;
  /** True, False or Unknown. */
  status?: ConditionStatus;
  /** When the status last changed. */
  lastTransitionTime?: Time;
  /** One CamelCase word for programs. */
  reason?: string;
  /** The same for people. */
  message?: string;
}

/** What is observed of a flow schema, such as Dangling. */
export type FlowSchemaConditionType = string;

/** A share of the server for requests of one priority. */
export interface PriorityLevelConfiguration extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** The wanted state. */
  spec?: PriorityLevelConfigurationSpec;
  /** The observed state, written by controllers. */
  status?: PriorityLevelConfigurationStatus;
}

/** A list of PriorityLevelConfigurations. */
export interface PriorityLevelConfigurationList extends TypeMeta {
  /** Standard list metadata. */
  metadata: ListMeta;
  /** The items of the list. */
  items: PriorityLevelConfiguration[];
}

/** How requests of the level are served. */
export interface PriorityLevelConfigurationSpec {
  /** Exempt or Limited; says which of the others may be set. */
  type: PriorityLevelEnablement;
  /** For Limited. */
  limited?: LimitedPriorityLevelConfiguration;
  /** For Exempt. */
  exempt?: ExemptPriorityLevelConfiguration;
}

/** Exempt or Limited. */
export type PriorityLevelEnablement = string;

/** How many requests run at a time, and what becomes of the others. */
export interface LimitedPriorityLevelConfiguration {
  /** Its share of the server's seats, in proportion to the other levels. Default 30. */
  nominalConcurrencyShares?: int32;
  /** What becomes of requests that find no seat. */
  limitResponse?: LimitResponse;
  /** How much of its seats others may borrow while it does not need them. */
  lendablePercent?: int32;
  /** How much it may borrow from others; absent is no limit. */
  borrowingLimitPercent?: int32;
}

/** Seats set aside for requests that are never held back. */
export interface ExemptPriorityLevelConfiguration {
  /** Its share of the server's seats. Default 0. */
  nominalConcurrencyShares?: int32;
  /** How much of its seats others may borrow. Default 0. */
  lendablePercent?: int32;
}

/** What becomes of requests that find no seat. */
export interface LimitResponse {
  /** Queue or Reject. */
  type: LimitResponseType;
  /** For Queue. */
  queuing?: QueuingConfiguration;
}

/** Queue or Reject. */
export type LimitResponseType = string;

/** How requests wait. */
export interface QueuingConfiguration {
  /** How many queues there are. */
  queues?: int32;
  /** From how many queues a flow may choose; shuffle sharding. */
  handSize?: int32;
  /** How many requests wait in one queue at most. */
  queueLengthLimit?: int32;
}

/** What is observed of a priority level. */
export type PriorityLevelConfigurationConditionType = string;

/** State of a priority level. */
export interface PriorityLevelConfigurationStatus {
  /** Observations by type. */
  conditions?: PriorityLevelConfigurationCondition[];
}

/** One observation about a priority level. */
export interface PriorityLevelConfigurationCondition {
  /** What is observed. */
  type?: PriorityLevelConfigurationConditionType;
  /** True, False or Unknown. */
  status?: ConditionStatus;
  /** When the status last changed. */
  lastTransitionTime?: Time;
  /** One CamelCase word for programs. */
  reason?: string;
  /** The same for people. */
  message?: string;
}

/** True, False or Unknown. */
export type ConditionStatus = string;
