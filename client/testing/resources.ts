import {
  gvkKey,
  gvkToString,
  gvrKey,
  type GroupVersionKind,
  type GroupVersionResource,
} from "../../apimachinery/schema/index.js";

/** One resource that a fake serves. Generated fakes list all of theirs. */
export interface FakeResource {
  readonly gvk: GroupVersionKind;
  readonly listKind: string;
  /** Plural, as in paths. */
  readonly resource: string;
  readonly singular: string;
  readonly namespaced: boolean;
  /** Writes to the main resource keep the status, and writes to `status` change nothing else. */
  readonly statusSubresource: boolean;
}

export class FakeResources {
  readonly all: readonly FakeResource[];
  readonly #byKind: ReadonlyMap<string, FakeResource>;
  readonly #byResource: ReadonlyMap<string, FakeResource>;

  constructor(all: readonly FakeResource[]) {
    this.all = all;
    this.#byKind = new Map(all.map((r) => [gvkKey(r.gvk), r]));
    this.#byResource = new Map(all.map((r) => [gvrKey(gvrOf(r)), r]));
  }

  /** @throws Error when the fake does not serve the kind. */
  ofKind(gvk: GroupVersionKind): FakeResource {
    const found = this.#byKind.get(gvkKey(gvk));
    if (found === undefined) throw new Error(`the fake serves no kind ${gvkToString(gvk)}`);
    return found;
  }

  ofResource(gvr: GroupVersionResource): FakeResource | undefined {
    return this.#byResource.get(gvrKey(gvr));
  }
}

export function gvrOf(resource: FakeResource): GroupVersionResource {
  return { group: resource.gvk.group, version: resource.gvk.version, resource: resource.resource };
}
