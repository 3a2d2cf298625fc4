import { newNotFound } from "../../apimachinery/api/errors/index.js";
import type { APIGroupList, APIResourceList } from "../../apimachinery/meta/v1/index.js";
import type { CallOptions } from "../rest/index.js";
import { preferredResources, type DiscoveryInterface } from "./discovery-client.js";
import type { GroupsAndResources, VersionInfo } from "./types.js";

/** Discovery that is read once and kept until it is invalidated. */
export interface CachedDiscoveryInterface extends DiscoveryInterface {
  /** True when nothing is cached that was read before the last `invalidate`: asking again would not find more. */
  fresh(): boolean;
  /** Forgets what is cached. */
  invalidate(): void;
}

/** Keeps discovery in memory. Calls that come at once share one request; one that failed is not kept. */
export class MemoryCachedDiscovery implements CachedDiscoveryInterface {
  readonly #delegate: DiscoveryInterface;
  #all: Promise<GroupsAndResources> | undefined;
  #fresh = false;

  constructor(delegate: DiscoveryInterface) {
    this.#delegate = delegate;
  }

  fresh(): boolean {
    return this.#fresh;
  }

  invalidate(): void {
    this.#all = undefined;
    this.#fresh = true;
  }

  async serverGroups(): Promise<APIGroupList> {
    const { groups } = await this.serverGroupsAndResources();
    return { kind: "APIGroupList", apiVersion: "v1", groups: [...groups] };
  }

  async serverResourcesForGroupVersion(groupVersion: string): Promise<APIResourceList> {
    const { resources, failed } = await this.serverGroupsAndResources();
    const found = resources.find((list) => list.groupVersion === groupVersion);
    if (found !== undefined) return found;
    throw failed.get(groupVersion) ?? newNotFound({ group: "", resource: "groupversions" }, groupVersion);
  }

  serverGroupsAndResources(): Promise<GroupsAndResources> {
    if (this.#all !== undefined) return this.#all;
    // No signal: the answer is shared by callers that come later.
    const all = this.#delegate.serverGroupsAndResources();
    this.#all = all;
    all.catch(() => {
      if (this.#all === all) this.#all = undefined;
    });
    return all;
  }

  async serverPreferredResources(): Promise<readonly APIResourceList[]> {
    return preferredResources(await this.serverGroupsAndResources());
  }

  serverVersion(opts?: CallOptions): Promise<VersionInfo> {
    return this.#delegate.serverVersion(opts);
  }

  openAPIV3Paths(opts?: CallOptions): Promise<ReadonlyMap<string, string>> {
    return this.#delegate.openAPIV3Paths(opts);
  }

  openAPIV3Document(path: string, opts?: CallOptions): Promise<object> {
    return this.#delegate.openAPIV3Document(path, opts);
  }
}
