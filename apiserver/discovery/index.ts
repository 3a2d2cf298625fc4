/** What clients are told of the groups, versions and resources that a server has. */
export { AGGREGATED_MESSAGES, AGGREGATED_MODEL } from "./aggregated-messages.js";
export { DiscoveryCatalog, type DiscoverySource } from "./catalog.js";
export { apiGroup, apiGroupDiscoveryList, apiGroupList, apiResourceList, apiVersions } from "./documents.js";
export { discoveredGroupOf, storageVersionHash } from "./from-definitions.js";
export {
  aggregatedContentType,
  DISCOVERY_MEDIA_TYPES,
  negotiateDiscovery,
  PROTOBUF_TYPE,
  type DiscoveryForm,
} from "./negotiate.js";
export { groupPriority } from "./priorities.js";
export type { DiscoveredGroup, DiscoveredResource, DiscoveredSubresource, DiscoveredVersion } from "./types.js";
