import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";

/**
 * What flow control reads of the group flowcontrol.apiserver.k8s.io, in the hub's terms. The group's own types fit these;
 * the server layer knows no generated ones.
 */
export interface FlowSchema {
  readonly metadata: ObjectMeta;
  readonly spec: FlowSchemaSpec;
}

export interface FlowSchemaSpec {
  readonly priorityLevelConfiguration: { readonly name: string };
  readonly matchingPrecedence: number;
  /** Absent: all requests of the schema are one flow. */
  readonly distinguisherMethod?: { readonly type: string };
  readonly rules?: readonly PolicyRulesWithSubjects[];
}

export interface PolicyRulesWithSubjects {
  readonly subjects?: readonly Subject[];
  readonly resourceRules?: readonly ResourcePolicyRule[];
  readonly nonResourceRules?: readonly NonResourcePolicyRule[];
}

export interface Subject {
  readonly kind: string;
  readonly user?: { readonly name: string };
  readonly group?: { readonly name: string };
  readonly serviceAccount?: { readonly namespace: string; readonly name: string };
}

export interface ResourcePolicyRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly clusterScope?: boolean;
  readonly namespaces?: readonly string[];
}

export interface NonResourcePolicyRule {
  readonly verbs?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface PriorityLevelConfiguration {
  readonly metadata: ObjectMeta;
  readonly spec: PriorityLevelConfigurationSpec;
}

export interface PriorityLevelConfigurationSpec {
  /** Limited or Exempt. */
  readonly type: string;
  readonly limited?: LimitedPriorityLevelConfiguration;
  readonly exempt?: { readonly nominalConcurrencyShares?: number; readonly lendablePercent?: number };
}

export interface LimitedPriorityLevelConfiguration {
  readonly nominalConcurrencyShares?: number;
  readonly lendablePercent?: number;
  /** Absent: may borrow as much as there is. */
  readonly borrowingLimitPercent?: number;
  readonly limitResponse?: LimitResponse;
}

export interface LimitResponse {
  /** Queue or Reject. */
  readonly type: string;
  readonly queuing?: { readonly queues: number; readonly handSize: number; readonly queueLengthLimit: number };
}
