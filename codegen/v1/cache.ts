/** What generated listers and informers import. */
export type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
export type { GroupVersionResource } from "../../apimachinery/schema/index.js";
export type { Selector } from "../../apimachinery/labels/index.js";
export {
  createGenericInformer,
  createInformer,
  InformerFactory,
  ResourceIndexer,
  type GenericInformer,
  type Indexer,
  type InformerFactoryOptions,
  type InformerOptions,
  type SharedIndexInformer,
} from "../../client/cache/index.js";
