import type { Selector } from "../../apimachinery/labels/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import { ResourceIndexer } from "./resource-indexer.js";
import type { SharedIndexInformer } from "./shared-informer.js";

/** Reads objects of a kind that is known only at run time. */
export interface GenericLister {
  list(selector?: Selector): DeepReadonly<KubeObject>[];
  /** Of cluster-scoped kinds. @throws StatusError NotFound */
  get(name: string): DeepReadonly<KubeObject>;
  byNamespace(namespace: string): GenericNamespaceLister;
}

export interface GenericNamespaceLister {
  list(selector?: Selector): DeepReadonly<KubeObject>[];
  /** @throws StatusError NotFound */
  get(name: string): DeepReadonly<KubeObject>;
}

/** Informer and lister of a kind that is known only at run time. */
export interface GenericInformer {
  informer(): SharedIndexInformer<KubeObject>;
  lister(): GenericLister;
}

export function createGenericInformer<T extends KubeObject>(
  typed: SharedIndexInformer<T>,
  resource: GroupResource,
): GenericInformer {
  const informer = typed as unknown as SharedIndexInformer<KubeObject>;
  return {
    informer: () => informer,
    lister: () => {
      const all = new ResourceIndexer(informer.getIndexer(), resource);
      return {
        list: (selector) => all.list(selector),
        get: (name) => all.get(name),
        byNamespace: (namespace) => new ResourceIndexer(informer.getIndexer(), resource, namespace),
      };
    },
  };
}
