import type { APIResource } from "../../apimachinery/meta/v1/index.js";
import {
  groupKindToString,
  groupResourceToString,
  parseGroupVersion,
  type GroupKind,
  type GroupResource,
  type GroupVersionKind,
  type GroupVersionResource,
} from "../../apimachinery/schema/index.js";
import type { GroupsAndResources } from "../discovery/index.js";

/** Where the objects of a kind are. */
export interface RESTMapping {
  readonly gvk: GroupVersionKind;
  readonly gvr: GroupVersionResource;
  readonly namespaced: boolean;
}

/** What a caller knows of a resource: group and version may be left out. */
export interface PartialResource {
  readonly group?: string;
  readonly version?: string;
  /** Plural, singular or short name, in lower case. */
  readonly resource: string;
}

/** No such kind or resource. */
export class NoMatchError extends Error {
  constructor(what: string) {
    super(what);
    this.name = "NoMatchError";
  }
}

/** Goes by name, so that it works across two copies of the package. */
export function isNoMatchError(err: unknown): boolean {
  return err instanceof Error && err.name === "NoMatchError";
}

/**
 * Maps between kinds and resources, from one reading of discovery. Answers come in the order of preference: the server's
 * order of groups, then the group's preferred version.
 * @see kubernetes/client-go restmapper/discovery.go
 */
export class DiscoveryRESTMapper {
  readonly #all: readonly Entry[];

  constructor(discovered: GroupsAndResources) {
    const lists = new Map(discovered.resources.map((list) => [list.groupVersion, list]));
    this.#all = discovered.groups.flatMap((group) => {
      const first = group.preferredVersion?.groupVersion;
      const versions = group.versions.map((v) => v.groupVersion);
      versions.sort((a, b) => Number(b === first) - Number(a === first));
      return versions.flatMap((groupVersion) =>
        (lists.get(groupVersion)?.resources ?? [])
          .filter((resource) => !resource.name.includes("/"))
          .map((resource) => entryOf(groupVersion, resource)),
      );
    });
  }

  /** @throws NoMatchError */
  kindFor(partial: PartialResource): GroupVersionKind {
    return this.mappingFor(partial).gvk;
  }

  /** @throws NoMatchError */
  resourceFor(partial: PartialResource): GroupVersionResource {
    return this.mappingFor(partial).gvr;
  }

  /** The first match; plural and singular names win over short ones. @throws NoMatchError */
  mappingFor(partial: PartialResource): RESTMapping {
    const found = this.#matches(partial)[0];
    if (found === undefined) throw new NoMatchError(`no matches for ${partialToString(partial)}`);
    return found;
  }

  /** All matches, the preferred one first. */
  resourcesFor(partial: PartialResource): readonly GroupVersionResource[] {
    return this.#matches(partial).map((m) => m.gvr);
  }

  /** The mapping of a kind in the first of `versions` that has it, or in the preferred version. @throws NoMatchError */
  restMapping(gk: GroupKind, ...versions: string[]): RESTMapping {
    const ofKind = this.restMappings(gk);
    const found =
      versions.length === 0
        ? ofKind[0]
        : versions.map((version) => ofKind.find((m) => m.gvk.version === version)).find((m) => m !== undefined);
    if (found !== undefined) return found;
    const where =
      versions.length === 0
        ? `group "${gk.group}"`
        : `version "${versions.map((v) => apiVersion(gk, v)).join('", "')}"`;
    throw new NoMatchError(`no matches for kind "${gk.kind}" in ${where}`);
  }

  /** All mappings of a kind, the preferred version first. */
  restMappings(gk: GroupKind): readonly RESTMapping[] {
    const wanted = groupKindToString(gk);
    return this.#all.map((e) => e.mapping).filter((m) => groupKindToString(m.gvk) === wanted);
  }

  /** Plural names of the resources of a category, such as `all`. */
  category(name: string): readonly GroupResource[] {
    const seen = new Map<string, GroupResource>();
    for (const { mapping, resource } of this.#all) {
      if (resource.categories?.includes(name) !== true) continue;
      const { group } = mapping.gvr;
      seen.set(groupResourceToString(mapping.gvr), { group, resource: mapping.gvr.resource });
    }
    return [...seen.values()];
  }

  #matches(partial: PartialResource): readonly RESTMapping[] {
    const wanted = partial.resource.toLowerCase();
    const candidates = this.#all.filter((e) => inGroup(e.mapping.gvr, partial));
    const byName = candidates.filter(({ resource }) => resource.name === wanted || singularOf(resource) === wanted);
    const found = byName.length > 0 ? byName : candidates.filter((e) => e.resource.shortNames?.includes(wanted));
    return found.map((e) => e.mapping);
  }
}

interface Entry {
  readonly mapping: RESTMapping;
  readonly resource: APIResource;
}

function entryOf(groupVersion: string, resource: APIResource): Entry {
  const gv = parseGroupVersion(groupVersion);
  const { kind, name, namespaced } = resource;
  return { mapping: { gvk: { ...gv, kind }, gvr: { ...gv, resource: name }, namespaced }, resource };
}

function singularOf(resource: APIResource): string {
  return resource.singularName !== "" ? resource.singularName : resource.kind.toLowerCase();
}

function inGroup(gvr: GroupVersionResource, partial: PartialResource): boolean {
  if (partial.version !== undefined && partial.version !== "" && partial.version !== gvr.version) return false;
  // As upstream: `deployments.app` finds the group apps, since a group may be abbreviated.
  return (
    partial.group === undefined ||
    partial.group === gvr.group ||
    (partial.group !== "" && gvr.group.startsWith(partial.group))
  );
}

function partialToString(partial: PartialResource): string {
  return `${partial.group ?? ""}/${partial.version ?? ""}, Resource=${partial.resource}`;
}

function apiVersion(gk: GroupKind, version: string): string {
  return gk.group === "" ? version : `${gk.group}/${version}`;
}
