/** Finds out what a server serves. */
export { splitGroupsAndResources, StaleGroupVersionError } from "./aggregated.js";
export { MemoryCachedDiscovery, type CachedDiscoveryInterface } from "./cached-discovery.js";
export { DiscoveryClient, preferredResources, type DiscoveryInterface } from "./discovery-client.js";
export type { APIGroupDiscoveryList, GroupsAndResources, VersionInfo } from "./types.js";
