import type { UserInfo } from "../interface.js";
import { reviewedUser } from "./reviewed-user.js";
import type { SelfSubjectReview } from "./types.js";

/**
 * Tells the caller who he is. What he sent does not matter. @param nowMs - wall time.
 * @see kubernetes/kubernetes pkg/registry/authentication/selfsubjectreview/rest.go
 */
export function answerSelfSubjectReview(review: SelfSubjectReview, user: UserInfo, nowMs: number): SelfSubjectReview {
  const creationTimestamp = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  return { ...review, metadata: { creationTimestamp }, status: { userInfo: reviewedUser(user) } };
}
