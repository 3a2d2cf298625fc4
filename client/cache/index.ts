/** Caches that follow a server: stores, reflectors, shared informers, listers. */
export { filteringHandler, type ResourceEventHandler } from "./event-handler.js";
export {
  createGenericInformer,
  type GenericInformer,
  type GenericLister,
  type GenericNamespaceLister,
} from "./generic-informer.js";
export {
  createIndexer,
  NAMESPACE_INDEX,
  namespaceIndexFunc,
  type Indexer,
  type Indexers,
  type IndexFunc,
  type Store,
} from "./indexer.js";
export {
  createInformer,
  InformerFactory,
  type InformerFactoryOptions,
  type InformerOptions,
} from "./informer-factory.js";
export type { TransformFunc } from "./informer-store.js";
export {
  DeletedFinalStateUnknown,
  deletionHandlingKey,
  metaNamespaceKey,
  splitMetaNamespaceKey,
  type KeyFunc,
} from "./keys.js";
export { tweakListerWatcher, type ListerWatcher, type TweakListOptions } from "./lister-watcher.js";
export { listInPages, type PagedList } from "./pager.js";
export { Reflector, type ReflectorOptions, type ReflectorStore } from "./reflector.js";
export type { ErrorReporter } from "./report.js";
export { ResourceIndexer } from "./resource-indexer.js";
export {
  SharedIndexInformer,
  type HandlerRegistration,
  type SharedInformerOptions,
  type SyncedSource,
} from "./shared-informer.js";
export { waitForCacheSync } from "./wait-for-cache-sync.js";
