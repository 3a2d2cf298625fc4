/** A Lease for each server, which tells that it lives. */
export { serverIdentity } from "./identity.js";
export { keepIdentityLease, type KeepLeaseDeps } from "./keep-lease.js";
export { collectExpiredLeases, type LeaseGCDeps } from "./lease-gc.js";
export { LEASE_NAMESPACE, type Leases } from "./leases.js";
