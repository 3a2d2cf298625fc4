import type { BoundSubresource, BoundSubresourceSource } from "../../apiserver/endpoints/index.js";
import type { ResourceRegistry } from "../../apiserver/registry/index.js";
import type { ServiceAccountOptions, ServiceAccounts } from "./service-accounts.js";
import { evictions } from "./subresources/eviction.js";
import { tokenRequests } from "./subresources/token-request.js";

/** What subresources do that concerns more than the object they belong to. */
export function boundSubresourcesOf(deps: {
  readonly registry: ResourceRegistry;
  readonly serviceAccounts: ServiceAccounts;
  readonly options: ServiceAccountOptions;
}): BoundSubresourceSource {
  const { registry, serviceAccounts, options } = deps;
  const { apiAudiences, maxTokenSeconds: maxSeconds, extendExpiration } = options;
  const { issuer } = serviceAccounts;
  const bound = new Map<string, BoundSubresource>([
    ["/pods/eviction", evictions(registry)],
    ["/serviceaccounts/token", tokenRequests({ issuer, registry, apiAudiences, maxSeconds, extendExpiration })],
  ]);
  return { boundSubresource: ({ group, resource }, name) => bound.get(`${group}/${resource}/${name}`) };
}
