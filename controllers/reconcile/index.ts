/** What small controllers are made of. */
export type { CallOptions, ClusterObjects, ObjectName } from "./objects.js";
export { reconcile, type QueueObserverOf, type ReconcileOptions } from "./reconcile.js";
