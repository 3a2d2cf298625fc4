import { apiVersionOf } from "../../apimachinery/schema/index.js";
import type { DiscoveredGroup, DiscoveredResource, DiscoveredSubresource, DiscoveredVersion } from "./types.js";

/** The documents of discovery, with their fields in the order in which upstream sends them. */

/** `/api` */
export function apiVersions(versions: readonly string[], serverAddress: string): object {
  return {
    kind: "APIVersions",
    versions,
    serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress }],
  };
}

/** `/apis` */
export function apiGroupList(groups: readonly DiscoveredGroup[]): object {
  return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(groupFields) };
}

/** `/apis/GROUP` */
export function apiGroup(group: DiscoveredGroup): object {
  return { kind: "APIGroup", apiVersion: "v1", ...groupFields(group) };
}

/** `/api/v1` and `/apis/GROUP/VERSION`. The core group's has no apiVersion, for clients older than the field. */
export function apiResourceList(group: string, version: DiscoveredVersion): object {
  return {
    kind: "APIResourceList",
    ...(group === "" ? {} : { apiVersion: "v1" }),
    groupVersion: apiVersionOf({ group, version: version.version }),
    resources: version.resources.flatMap((resource) => [
      {
        name: resource.name,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: resource.verbs,
        ...nonEmpty("shortNames", resource.shortNames),
        ...nonEmpty("categories", resource.categories),
        ...(resource.storageVersionHash === undefined ? {} : { storageVersionHash: resource.storageVersionHash }),
      },
      ...resource.subresources.map((subresource) => ({
        name: `${resource.name}/${subresource.name}`,
        singularName: "",
        namespaced: resource.namespaced,
        ...foreignGroupVersion(subresource, group, version.version),
        kind: subresource.kind.kind,
        verbs: subresource.verbs,
      })),
    ]),
  };
}

/** `/api` or `/apis` in the aggregated form (apidiscovery.k8s.io/v2): everything in one answer. */
export function apiGroupDiscoveryList(groups: readonly DiscoveredGroup[]): object {
  return {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map((group) => ({
      metadata: group.name === "" ? {} : { name: group.name },
      versions: group.versions.map((version) => ({
        version: version.version,
        resources: version.resources.map((resource) => aggregatedResource(group.name, version.version, resource)),
        freshness: version.freshness ?? "Current",
      })),
    })),
  };
}

function aggregatedResource(group: string, version: string, resource: DiscoveredResource): object {
  return {
    resource: resource.name,
    responseKind: { group: "", version: "", kind: resource.kind },
    scope: resource.namespaced ? "Namespaced" : "Cluster",
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...nonEmpty("shortNames", resource.shortNames),
    ...nonEmpty("categories", resource.categories),
    ...nonEmpty(
      "subresources",
      resource.subresources.map((subresource) => ({
        subresource: subresource.name,
        responseKind: {
          group: "",
          version: "",
          ...foreignGroupVersion(subresource, group, version),
          kind: subresource.kind.kind,
        },
        verbs: subresource.verbs,
      })),
    ),
  };
}

function groupFields(group: DiscoveredGroup): object {
  const versions = group.versions.map(({ version }) => ({
    groupVersion: apiVersionOf({ group: group.name, version }),
    version,
  }));
  return { name: group.name, versions, preferredVersion: versions[0] };
}

/** A kind's group and version are named only where they are not those of the list. */
function foreignGroupVersion(subresource: DiscoveredSubresource, group: string, version: string): object {
  const { kind } = subresource;
  return kind.group === group && kind.version === version ? {} : { group: kind.group, version: kind.version };
}

function nonEmpty(name: string, values: readonly unknown[]): object {
  return values.length === 0 ? {} : { [name]: values };
}
