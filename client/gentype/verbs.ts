import type { Status } from "../../apimachinery/meta/v1/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Watch } from "../rest/index.js";
import type {
  ApplyOptions,
  CreateOptions,
  DeleteOptions,
  GetOptions,
  ListOptions,
  PatchOptions,
  PatchType,
  UpdateOptions,
} from "./options.js";

/*
 * What a typed client can do, a verb at a time: the generated interface of a kind extends those that its tags leave.
 * All calls throw StatusError for what the server refuses, TransportError, or the signal's reason.
 */

export interface Creator<T> {
  create(obj: DeepReadonly<T>, opts?: CreateOptions): Promise<T>;
}

export interface Updater<T> {
  /** Replaces the object of the same name. Without a resourceVersion the last writer wins, where the kind allows it. */
  update(obj: DeepReadonly<T>, opts?: UpdateOptions): Promise<T>;
}

export interface StatusUpdater<T> {
  /** Replaces the status of the object of the same name; all else in `obj` is passed over. */
  updateStatus(obj: DeepReadonly<T>, opts?: UpdateOptions): Promise<T>;
}

export interface Deleter<T> {
  /** Answers the object when it still exists (finalizers, grace period), else a Status. */
  delete(name: string, opts?: DeleteOptions): Promise<T | Status>;
}

export interface CollectionDeleter {
  /** Deletes all objects that `listOpts` selects. */
  deleteCollection(opts?: DeleteOptions, listOpts?: ListOptions): Promise<void>;
}

export interface Getter<T> {
  get(name: string, opts?: GetOptions): Promise<T>;
}

export interface Lister<L> {
  list(opts?: ListOptions): Promise<L>;
}

export interface Watcher<T> {
  /** Resolves when the server has accepted the watch. */
  watch(opts?: ListOptions): Promise<Watch<T>>;
}

export interface Patcher<T> {
  patch(name: string, type: PatchType, patch: unknown, opts?: PatchOptions): Promise<T>;
}

export interface Applier<T, A> {
  /** Server-side apply: creates the object, or changes the fields that `config` has. */
  apply(config: A, opts: ApplyOptions): Promise<T>;
}

export interface StatusApplier<T, A> {
  applyStatus(config: A, opts: ApplyOptions): Promise<T>;
}
