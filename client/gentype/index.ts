/** What generated typed clients are made of. */
export { Client, type ApplyConfiguration, type ResourceInfo } from "./client.js";
export {
  PatchType,
  type ApplyOptions,
  type CreateOptions,
  type DeleteOptions,
  type GetOptions,
  type ListOptions,
  type PatchOptions,
  type UpdateOptions,
} from "./options.js";
export type {
  Applier,
  CollectionDeleter,
  Creator,
  Deleter,
  Getter,
  Lister,
  Patcher,
  StatusApplier,
  StatusUpdater,
  Updater,
  Watcher,
} from "./verbs.js";
