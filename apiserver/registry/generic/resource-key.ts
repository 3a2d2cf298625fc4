import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import { isPathSegmentName } from "../../../apimachinery/validation/content/index.js";

/**
 * Where the objects of one resource are: `/registry/configmaps/<namespace>/<name>`, without a namespace for resources of
 * the whole cluster.
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, NamespaceKeyFunc and NoNamespaceKeyFunc
 */
export class ResourceKeys {
  /** All objects of the resource; ends with a slash. */
  readonly root: string;
  readonly #namespaced: boolean;

  /** `prefix` is the store's own (`/registry`), `storagePrefix` the resource's below it. */
  constructor(prefix: string, storagePrefix: string, namespaced: boolean) {
    this.root = `${prefix}/${storagePrefix}/`;
    this.#namespaced = namespaced;
  }

  /** The objects of one namespace; all of them for "". Ends with a slash. */
  prefixOf(namespace: string): string {
    return this.#namespaced && namespace !== "" ? `${this.root}${namespace}/` : this.root;
  }

  /** @throws StatusError 400 when a part is missing or is no path segment. */
  keyOf(namespace: string, name: string): string {
    if (this.#namespaced && namespace === "") throw newBadRequest("Namespace parameter required.");
    if (name === "") throw newBadRequest("Name parameter required.");
    const problems = isPathSegmentName(name);
    if (problems.length > 0) throw newBadRequest(`Name parameter invalid: "${name}": ${problems.join(";")}`);
    return this.#namespaced ? `${this.root}${namespace}/${name}` : this.root + name;
  }
}
