import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import { DeletedFinalStateUnknown } from "./keys.js";

/**
 * Is told what happens to the objects of an informer, one thing after another. Objects are shared: read, never change.
 * A returned promise is waited for before the next call; errors are reported and do not stop the informer.
 */
export interface ResourceEventHandler<T> {
  /** `isInInitialList`: the object was there when the handler was added, or when the informer started. */
  onAdd?(obj: DeepReadonly<T>, isInInitialList: boolean): void | Promise<void>;
  /** Also called for each object at a resync, then with the same object twice. */
  onUpdate?(old: DeepReadonly<T>, obj: DeepReadonly<T>): void | Promise<void>;
  /** Gets a tombstone when the deletion itself was not seen. */
  onDelete?(obj: DeepReadonly<T> | DeletedFinalStateUnknown<T>): void | Promise<void>;
}

/** A handler that sees only objects that pass a filter; an object that begins to pass is added, one that ceases deleted. */
export function filteringHandler<T>(
  filter: (obj: DeepReadonly<T>) => boolean,
  handler: ResourceEventHandler<T>,
): ResourceEventHandler<T> {
  return {
    onAdd: (obj, isInInitialList) => (filter(obj) ? handler.onAdd?.(obj, isInInitialList) : undefined),
    onUpdate: (old, obj) => {
      const was = filter(old);
      const is = filter(obj);
      if (was && is) return handler.onUpdate?.(old, obj);
      if (is) return handler.onAdd?.(obj, false);
      if (was) return handler.onDelete?.(old);
      return undefined;
    },
    onDelete: (obj) => {
      const last = obj instanceof DeletedFinalStateUnknown ? obj.obj : obj;
      return filter(last) ? handler.onDelete?.(obj) : undefined;
    },
  };
}
