import { newNotFound } from "../../apimachinery/api/errors/index.js";
import type { Selector } from "../../apimachinery/labels/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import { NAMESPACE_INDEX, type Indexer } from "./indexer.js";

/**
 * Reads objects of one kind from an informer's cache; generated listers extend it. What it gives out is shared: read,
 * never change.
 * @see kubernetes/client-go listers/generic_helpers.go
 */
export class ResourceIndexer<T extends KubeObject> {
  readonly #indexer: Indexer<T>;
  readonly #resource: GroupResource;
  readonly #namespace: string | undefined;

  /** `resource` stands in NotFound errors, by upstream's habit in the singular. */
  constructor(indexer: Indexer<T>, resource: GroupResource, namespace?: string) {
    this.#indexer = indexer;
    this.#resource = resource;
    this.#namespace = namespace;
  }

  /** All objects that the selector matches; without one, all. */
  list(selector?: Selector): DeepReadonly<T>[] {
    const objs =
      this.#namespace === undefined || this.#namespace === ""
        ? this.#indexer.list()
        : this.#indexer.byIndex(NAMESPACE_INDEX, this.#namespace);
    if (selector === undefined) return objs;
    return objs.filter((obj) => selector.matches((obj as KubeObject).metadata.labels));
  }

  /** @throws StatusError NotFound */
  get(name: string): DeepReadonly<T> {
    const found = this.#indexer.getByKey(this.#namespace === undefined ? name : `${this.#namespace}/${name}`);
    if (found === undefined) throw newNotFound(this.#resource, name);
    return found;
  }
}
