import { hash } from "node:crypto";
import type { GroupVersionKind } from "../../apimachinery/schema/index.js";
import type {
  APIGroupDefinition,
  ResourceDefinition,
  VirtualResourceDefinition,
} from "../registry/rest/resource-definition.js";
import { groupPriority } from "./priorities.js";
import type { DiscoveredGroup, DiscoveredResource, DiscoveredSubresource } from "./types.js";

const SCALE: GroupVersionKind = { group: "autoscaling", version: "v1", kind: "Scale" };
const WRITES = ["create", "update", "patch"] as const;
const READ_WRITE = ["get", "patch", "update"];

/** What discovery says of an installed group. */
export function discoveredGroupOf(group: APIGroupDefinition): DiscoveredGroup {
  return {
    name: group.group,
    priority: groupPriority(group.group),
    versions: group.versions.map((version) => ({
      version,
      resources: [
        ...group.resources.filter((r) => r.versions.includes(version)).map((r) => storedResource(r, version)),
        ...group.virtualResources.filter((r) => r.versions.includes(version)).map(virtualResource),
      ].sort(byName),
    })),
  };
}

/**
 * Lets clients see that two resources share a storage location, without showing which.
 * @see kubernetes/apiserver pkg/endpoints/discovery/storageversionhash.go
 */
export function storageVersionHash(gvk: GroupVersionKind): string {
  const digest = hash("sha256", `${gvk.group}/${gvk.version}/${gvk.kind}`, "buffer");
  return digest.subarray(0, 8).toString("base64");
}

function storedResource(resource: ResourceDefinition<never>, version: string): DiscoveredResource {
  return {
    name: resource.plural,
    singular: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: [...resource.verbs].sort(),
    shortNames: resource.shortNames,
    categories: resource.categories,
    // What nobody can write is not stored: the server looks it up.
    ...(WRITES.some((verb) => resource.verbs.includes(verb))
      ? { storageVersionHash: storageVersionHash({ ...resource.storageVersion, kind: resource.kind }) }
      : {}),
    subresources: subresourcesOf(resource, version),
  };
}

function subresourcesOf(resource: ResourceDefinition<never>, version: string): DiscoveredSubresource[] {
  const own: GroupVersionKind = { group: resource.group, version, kind: resource.kind };
  const subresources: DiscoveredSubresource[] = resource.subresources.map((subresource) => ({
    name: subresource.name,
    // The parent's own kind is named in its hub version, and answered in the version that was asked for.
    kind: isParent(subresource.kind, resource) ? own : subresource.kind,
    verbs: [...subresource.verbs].sort(),
  }));
  if (resource.statusSubresource) subresources.push({ name: "status", kind: own, verbs: READ_WRITE });
  if (resource.scale !== undefined) subresources.push({ name: "scale", kind: SCALE, verbs: READ_WRITE });
  return subresources.sort(byName);
}

function isParent(kind: GroupVersionKind, resource: ResourceDefinition<never>): boolean {
  return kind.group === resource.group && kind.kind === resource.kind;
}

function virtualResource(resource: VirtualResourceDefinition): DiscoveredResource {
  return {
    name: resource.plural,
    singular: resource.singular,
    namespaced: resource.namespaced,
    kind: resource.kind,
    verbs: [...resource.verbs].sort(),
    shortNames: [],
    categories: [],
    subresources: [],
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
