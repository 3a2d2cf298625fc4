/** Questions about who somebody is, as the kinds of authentication.k8s.io ask them. */
export { answerSelfSubjectReview } from "./self-subject-review.js";
export { answerTokenReview, type TokenReviewDeps } from "./token-review.js";
export type { SelfSubjectReview, TokenReview } from "./types.js";
