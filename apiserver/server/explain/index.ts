/** Tells what the server would do with a request. */
export { createExplainHandler, type ExplainerDeps } from "./explainer.js";
export type { AdmissionExplanation, AuthorizationExplanation, Explanation, FlowExplanation } from "./explanation.js";
