/** What generated clientsets import. */
export type { DeepReadonly, KubeList } from "../../apimachinery/runtime/index.js";
export { Scheme } from "../../apimachinery/runtime/index.js";
export {
  Client,
  type Applier,
  type ApplyOptions,
  type CollectionDeleter,
  type CreateOptions,
  type Creator,
  type Deleter,
  type GetOptions,
  type Getter,
  type Lister,
  type ListOptions,
  type Patcher,
  type PatchOptions,
  type PatchType,
  type StatusApplier,
  type StatusUpdater,
  type UpdateOptions,
  type Updater,
  type Watcher,
} from "../../client/gentype/index.js";
export { DiscoveryClient } from "../../client/discovery/index.js";
export { RESTClient, type RestConfig, type RESTInterface } from "../../client/rest/index.js";
