/** Lets one of several processes lead. */
export { LeaderElector, type LeaderElectionOptions } from "./leader-elector.js";
export { LeaseLock, type ElectionLease, type LeaseClient, type LeaseRecord } from "./lease-lock.js";
