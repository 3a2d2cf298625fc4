import type { APIGroup, APIResource, APIResourceList } from "../../apimachinery/meta/v1/index.js";
import { apiVersionOf } from "../../apimachinery/schema/index.js";
import type { APIGroupDiscovery, APIGroupDiscoveryList, APIResourceDiscovery, GroupsAndResources } from "./types.js";

/** A group version whose server did not answer when discovery was put together. */
export class StaleGroupVersionError extends Error {
  constructor(groupVersion: string) {
    super(`stale GroupVersion discovery: ${groupVersion}`);
    this.name = "StaleGroupVersionError";
  }
}

/**
 * Aggregated discovery in the form of the older endpoints. Stale versions are reported as failed.
 * @see kubernetes/client-go discovery/aggregated_discovery.go, SplitGroupsAndResources
 */
export function splitGroupsAndResources(list: APIGroupDiscoveryList): GroupsAndResources {
  const groups: APIGroup[] = [];
  const resources: APIResourceList[] = [];
  const failed = new Map<string, Error>();
  for (const item of list.items) groups.push(splitGroup(item, resources, failed));
  return { groups, resources, failed };
}

function splitGroup(item: APIGroupDiscovery, resources: APIResourceList[], failed: Map<string, Error>): APIGroup {
  const group: APIGroup = { name: item.metadata.name ?? "", versions: [] };
  for (const version of item.versions ?? []) {
    const groupVersion = apiVersionOf({ group: group.name, version: version.version });
    if (version.freshness === "Stale") {
      failed.set(groupVersion, new StaleGroupVersionError(groupVersion));
      continue;
    }
    const forDiscovery = { groupVersion, version: version.version };
    group.versions.push(forDiscovery);
    group.preferredVersion ??= forDiscovery;
    resources.push({ groupVersion, resources: (version.resources ?? []).flatMap(splitResource) });
  }
  return group;
}

/** The resource and its subresources; those without a kind are left out. */
function splitResource(item: APIResourceDiscovery): APIResource[] {
  const common = { singularName: item.singularResource, namespaced: item.scope === "Namespaced" };
  const all: APIResource[] = [];
  if (item.responseKind) {
    all.push({
      name: item.resource,
      ...common,
      ...item.responseKind,
      verbs: [...item.verbs],
      ...(item.shortNames !== undefined && { shortNames: [...item.shortNames] }),
      ...(item.categories !== undefined && { categories: [...item.categories] }),
    });
  }
  for (const sub of item.subresources ?? []) {
    if (!sub.responseKind) continue;
    all.push({ name: `${item.resource}/${sub.subresource}`, ...common, ...sub.responseKind, verbs: [...sub.verbs] });
  }
  return all;
}
