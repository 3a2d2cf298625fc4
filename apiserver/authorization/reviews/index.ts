/** Questions about access, as the kinds of authorization.k8s.io ask them. */
export { AccessReviews } from "./access-review.js";
export { answerRulesReview } from "./rules-review.js";
export type { AccessReview, RulesReview } from "./types.js";
