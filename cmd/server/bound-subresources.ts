import type { Random } from "../../apimachinery/clock/index.js";
import type { Authorizer } from "../../apiserver/authorization/index.js";
import type { BoundSubresource, BoundSubresourceSource } from "../../apiserver/endpoints/index.js";
import type { ResourceRegistry } from "../../apiserver/registry/index.js";
import type { ServerOptions } from "./options.js";
import type { ServiceAccounts } from "./service-accounts.js";
import { Kubelets } from "./subresources/connect/kubelets.js";
import { podLogs, podStream } from "./subresources/connect/pod-streams.js";
import { nodeProxy, podProxy, serviceProxy } from "./subresources/connect/proxies.js";
import { evictions } from "./subresources/eviction.js";
import { tokenRequests } from "./subresources/token-request.js";

/** What subresources do that concerns more than the object they belong to. */
export function boundSubresourcesOf(deps: {
  readonly registry: ResourceRegistry;
  readonly serviceAccounts: ServiceAccounts;
  readonly options: Pick<ServerOptions, "serviceAccounts" | "kubelets">;
  readonly authorizer: Authorizer;
  readonly random: Random;
}): BoundSubresourceSource {
  const { registry, serviceAccounts, options, authorizer, random } = deps;
  const { apiAudiences, maxTokenSeconds: maxSeconds, extendExpiration } = options.serviceAccounts;
  const { issuer } = serviceAccounts;
  const parts = { registry, kubelets: new Kubelets(registry, options.kubelets), authorizer, random };
  const bound: { readonly [path: string]: BoundSubresource } = {
    "/pods/eviction": evictions(registry),
    "/pods/log": podLogs(parts),
    "/pods/exec": podStream(parts, "exec"),
    "/pods/attach": podStream(parts, "attach"),
    "/pods/portforward": podStream(parts, "portForward"),
    "/pods/proxy": podProxy(parts),
    "/nodes/proxy": nodeProxy(parts),
    "/services/proxy": serviceProxy(parts),
    "/serviceaccounts/token": tokenRequests({ issuer, registry, apiAudiences, maxSeconds, extendExpiration }),
  };
  const byPath = new Map(Object.entries(bound));
  return { boundSubresource: ({ group, resource }, name) => byPath.get(`${group}/${resource}/${name}`) };
}
