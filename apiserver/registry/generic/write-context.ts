import type { DeepReadonly, KubeObject, Turns } from "../../../apimachinery/runtime/index.js";
import type { HookContext } from "../../../apimachinery/strategy/index.js";

/** What the registry knows of the request behind a write. */
export interface WriteContext extends HookContext {
  /** The version that the client speaks; declarative validation runs in it, so that its paths are the client's. */
  readonly version: string;
  /** Tells the client something without failing; sent as a `Warning` header. */
  warn(text: string): void;
  readonly signal?: AbortSignal;
  /** Lets other requests have their turn between the steps of a write that takes long. */
  readonly turns?: Turns;
}

/** Validating admission, bound to its request. @throws StatusError to refuse. */
export type ValidateCreate = (object: DeepReadonly<KubeObject>) => Promise<void>;
export type ValidateUpdate = (object: DeepReadonly<KubeObject>, old: DeepReadonly<KubeObject>) => Promise<void>;
export type ValidateDelete = (old: DeepReadonly<KubeObject>) => Promise<void>;
