/** The server's own work on the objects of rbac.authorization.k8s.io. */
export { aggregateRoles, keepAggregatedRoles, type AggregationDeps } from "./aggregation.js";
export { bootstrapPolicy, type BootstrapPolicy } from "./bootstrap/index.js";
export type { ObjectAccess, RBACObjects } from "./object-access.js";
export { reconcileBootstrapPolicy } from "./reconcile.js";
