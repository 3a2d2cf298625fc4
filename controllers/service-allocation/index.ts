/** Hands out the addresses and node ports of Services. */
export type { Claim, Claims, Owner } from "./claims.js";
export { IPPool } from "./ip-pool.js";
export { familyOf, IPRange, type IPFamily } from "./ip-range.js";
export type { AllocationScope, PoolObserver } from "./observer.js";
export { PortPool } from "./port-pool.js";
export { PortRange } from "./port-range.js";
export { repairClaims, type RepairDeps } from "./repair.js";
export { ServiceAllocator, type ServiceAllocatorDeps } from "./service-allocator.js";
