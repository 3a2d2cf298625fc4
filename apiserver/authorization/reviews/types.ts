import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";

/**
 * What the server reads and writes of the group authorization.k8s.io, in the hub's terms. The group's own types fit these;
 * the server layer knows no generated ones.
 */
export interface AccessReview extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: AccessReviewSpec;
  status?: AccessReviewStatus;
}

export interface AccessReviewSpec {
  resourceAttributes?: ResourceAttributes;
  nonResourceAttributes?: { path?: string; verb?: string };
  /** Whose access it is; absent from self reviews. */
  user?: string;
  groups?: string[];
  extra?: { [key: string]: string[] };
  uid?: string;
}

export interface ResourceAttributes {
  namespace?: string;
  verb?: string;
  group?: string;
  version?: string;
  resource?: string;
  subresource?: string;
  name?: string;
  fieldSelector?: SelectorAttributes;
  labelSelector?: SelectorAttributes;
}

export interface SelectorAttributes {
  rawSelector?: string;
  requirements?: { key: string; operator: string; values?: string[] }[];
}

export interface AccessReviewStatus {
  allowed: boolean;
  denied?: boolean;
  reason?: string;
  evaluationError?: string;
}

export interface RulesReview extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { namespace?: string };
  status?: RulesReviewStatus;
}

export interface RulesReviewStatus {
  resourceRules: { verbs: string[]; apiGroups?: string[]; resources?: string[]; resourceNames?: string[] }[];
  nonResourceRules: { verbs: string[]; nonResourceURLs?: string[] }[];
  incomplete: boolean;
  evaluationError?: string;
}
