/** Acting as somebody else. */
export { withImpersonation, type ImpersonatingRequest, type ImpersonationDeps } from "./with-impersonation.js";
export { ImpersonationMetrics } from "./impersonation-metrics.js";
