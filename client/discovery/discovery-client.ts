import type { APIGroup, APIGroupList, APIResourceList, APIVersions } from "../../apimachinery/meta/v1/index.js";
import { parseGroupVersion } from "../../apimachinery/schema/index.js";
import { groupVersionPath, headerValue, responseError, type CallOptions, type RESTInterface } from "../rest/index.js";
import { splitGroupsAndResources } from "./aggregated.js";
import type { APIGroupDiscoveryList, GroupsAndResources, VersionInfo } from "./types.js";

const ACCEPT_AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

export interface DiscoveryInterface {
  /** All groups, the core group first. */
  serverGroups(opts?: CallOptions): Promise<APIGroupList>;
  /** `groupVersion` is `v1` or `apps/v1`. @throws StatusError NotFound when it is not served. */
  serverResourcesForGroupVersion(groupVersion: string, opts?: CallOptions): Promise<APIResourceList>;
  /** Everything that can be read; what cannot is in `failed`. */
  serverGroupsAndResources(opts?: CallOptions): Promise<GroupsAndResources>;
  /** Each resource once, in the version that the server prefers; subresources are left out. */
  serverPreferredResources(opts?: CallOptions): Promise<readonly APIResourceList[]>;
  serverVersion(opts?: CallOptions): Promise<VersionInfo>;
  /** Paths of OpenAPI v3 documents by group version path (`apis/apps/v1`). */
  openAPIV3Paths(opts?: CallOptions): Promise<ReadonlyMap<string, string>>;
  /** The OpenAPI v3 document of a path that `openAPIV3Paths` gave. */
  openAPIV3Document(path: string, opts?: CallOptions): Promise<object>;
}

/**
 * Asks a server what it serves: two aggregated requests where the server knows them, else one for each group version.
 * @see kubernetes/client-go discovery/discovery_client.go
 */
export class DiscoveryClient implements DiscoveryInterface {
  readonly #rest: RESTInterface;

  constructor(rest: RESTInterface) {
    this.#rest = rest;
  }

  async serverGroups(opts: CallOptions = {}): Promise<APIGroupList> {
    const { groups } = await this.#groups(opts);
    return { kind: "APIGroupList", apiVersion: "v1", groups: [...groups] };
  }

  serverResourcesForGroupVersion(groupVersion: string, opts: CallOptions = {}): Promise<APIResourceList> {
    const absolutePath = groupVersionPath(parseGroupVersion(groupVersion));
    return this.#rest.request<APIResourceList>({ method: "GET", absolutePath }, opts);
  }

  async serverGroupsAndResources(opts: CallOptions = {}): Promise<GroupsAndResources> {
    const { groups, resources, failed, unread } = await this.#groups(opts);
    const lists = [...resources];
    const errors = new Map(failed);
    await Promise.all(
      unread.map(async (groupVersion) => {
        try {
          lists.push(await this.serverResourcesForGroupVersion(groupVersion, opts));
        } catch (err) {
          opts.signal?.throwIfAborted();
          errors.set(groupVersion, err as Error);
        }
      }),
    );
    return { groups, resources: inOrderOf(groups, lists), failed: errors };
  }

  async serverPreferredResources(opts: CallOptions = {}): Promise<readonly APIResourceList[]> {
    return preferredResources(await this.serverGroupsAndResources(opts));
  }

  serverVersion(opts: CallOptions = {}): Promise<VersionInfo> {
    return this.#rest.request<VersionInfo>({ method: "GET", absolutePath: "/version" }, opts);
  }

  async openAPIV3Paths(opts: CallOptions = {}): Promise<ReadonlyMap<string, string>> {
    const { paths } = await this.#rest.request<{ paths: { [path: string]: { serverRelativeURL: string } } }>(
      { method: "GET", absolutePath: "/openapi/v3" },
      opts,
    );
    return new Map(Object.entries(paths).map(([path, { serverRelativeURL }]) => [path, serverRelativeURL]));
  }

  openAPIV3Document(path: string, opts: CallOptions = {}): Promise<object> {
    return this.#rest.request<object>({ method: "GET", absolutePath: path }, opts);
  }

  /** Groups, and the resources that came with them; `unread` group versions are still to be asked for. */
  async #groups(opts: CallOptions): Promise<GroupsAndResources & { readonly unread: readonly string[] }> {
    const [core, named] = await Promise.all([this.#root("/api", opts), this.#root("/apis", opts)]);
    return {
      groups: [...core.groups, ...named.groups],
      resources: [...core.resources, ...named.resources],
      failed: new Map([...core.failed, ...named.failed]),
      unread: [...core.unread, ...named.unread],
    };
  }

  async #root(path: "/api" | "/apis", opts: CallOptions): Promise<GroupsAndResources & { unread: string[] }> {
    const spec = { method: "GET", absolutePath: path, accept: ACCEPT_AGGREGATED } as const;
    const none = { groups: [], resources: [], failed: new Map<string, Error>(), unread: [] };
    const raw = await this.#rest.requestRaw(spec, opts);
    // A server may have only one of the two roots, and a user may see only one.
    if (raw.status === 404 || raw.status === 403) return none;
    if (raw.status !== 200) throw responseError(spec, raw);
    const answer = JSON.parse(raw.body.toString("utf8")) as unknown;
    const contentType = headerValue(raw.headers, "content-type") ?? "";
    if (/;\s*as=APIGroupDiscoveryList/.test(contentType)) {
      return { ...splitGroupsAndResources(answer as APIGroupDiscoveryList), unread: [] };
    }
    const groups = path === "/api" ? coreGroup(answer as APIVersions) : (answer as APIGroupList).groups;
    return { ...none, groups, unread: groups.flatMap((g) => g.versions.map((v) => v.groupVersion)) };
  }
}

/** The resources of each group in the version that the group prefers, or in the first that has them. */
export function preferredResources(all: GroupsAndResources): APIResourceList[] {
  const byVersion = new Map(all.resources.map((list) => [list.groupVersion, list]));
  const preferred: APIResourceList[] = [];
  for (const group of all.groups) {
    const first = group.preferredVersion?.groupVersion;
    const versions = group.versions
      .map((v) => v.groupVersion)
      .sort((a, b) => Number(b === first) - Number(a === first));
    const seen = new Set<string>();
    for (const groupVersion of versions) {
      const list = byVersion.get(groupVersion);
      const resources = (list?.resources ?? []).filter((r) => !r.name.includes("/") && !seen.has(r.name));
      if (resources.length === 0) continue;
      for (const r of resources) seen.add(r.name);
      preferred.push({ ...list, groupVersion, resources });
    }
  }
  return preferred;
}

function coreGroup(answer: APIVersions): APIGroup[] {
  const versions = answer.versions.map((version) => ({ groupVersion: version, version }));
  const [preferredVersion] = versions;
  return preferredVersion === undefined ? [] : [{ name: "", versions, preferredVersion }];
}

function inOrderOf(groups: readonly APIGroup[], lists: readonly APIResourceList[]): APIResourceList[] {
  const byVersion = new Map(lists.map((list) => [list.groupVersion, list]));
  return groups.flatMap((g) => g.versions.flatMap((v) => byVersion.get(v.groupVersion) ?? []));
}
