import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";

/**
 * What the server reads and writes of the group authentication.k8s.io, in the hub's terms. The group's own types fit these;
 * the server layer knows no generated ones.
 */
export interface TokenReview extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { token?: string; audiences?: string[] };
  status?: { authenticated?: boolean; user?: ReviewedUser; audiences?: string[]; error?: string };
}

export interface SelfSubjectReview extends RuntimeObject {
  metadata: ObjectMeta;
  status?: { userInfo?: ReviewedUser };
}

export interface ReviewedUser {
  username?: string;
  uid?: string;
  groups?: string[];
  extra?: { [key: string]: string[] };
}
