import type { GroupKind, GroupVersionKind, GroupVersionResource } from "../../apimachinery/schema/index.js";
import type { CachedDiscoveryInterface } from "../discovery/index.js";
import { DiscoveryRESTMapper, isNoMatchError, type PartialResource, type RESTMapping } from "./rest-mapper.js";

/**
 * A mapper that reads discovery when it is first asked, and once more when it does not find what it is asked for, since
 * kinds come and go while a server runs.
 */
export class DeferredRESTMapper {
  readonly #discovery: CachedDiscoveryInterface;
  #mapper: Promise<DiscoveryRESTMapper> | undefined;

  constructor(discovery: CachedDiscoveryInterface) {
    this.#discovery = discovery;
  }

  /** Reads discovery again at the next call. */
  reset(): void {
    this.#discovery.invalidate();
    this.#mapper = undefined;
  }

  /** @throws NoMatchError, or what discovery throws. */
  kindFor(partial: PartialResource): Promise<GroupVersionKind> {
    return this.#ask((mapper) => mapper.kindFor(partial));
  }

  /** @throws NoMatchError, or what discovery throws. */
  resourceFor(partial: PartialResource): Promise<GroupVersionResource> {
    return this.#ask((mapper) => mapper.resourceFor(partial));
  }

  /** @throws NoMatchError, or what discovery throws. */
  mappingFor(partial: PartialResource): Promise<RESTMapping> {
    return this.#ask((mapper) => mapper.mappingFor(partial));
  }

  /** @throws NoMatchError, or what discovery throws. */
  restMapping(gk: GroupKind, ...versions: string[]): Promise<RESTMapping> {
    return this.#ask((mapper) => mapper.restMapping(gk, ...versions));
  }

  async #ask<R>(question: (mapper: DiscoveryRESTMapper) => R): Promise<R> {
    try {
      return question(await this.#load());
    } catch (err) {
      if (this.#discovery.fresh() || !isNoMatchError(err)) throw err;
      this.reset();
      return question(await this.#load());
    }
  }

  #load(): Promise<DiscoveryRESTMapper> {
    if (this.#mapper !== undefined) return this.#mapper;
    const loading = this.#discovery.serverGroupsAndResources().then((all) => new DiscoveryRESTMapper(all));
    this.#mapper = loading;
    loading.catch(() => {
      if (this.#mapper === loading) this.#mapper = undefined;
    });
    return loading;
  }
}
