import type { KubeObject, DeepReadonly } from "../../apimachinery/runtime/index.js";

/** Makes the key under which a store keeps an object. */
export type KeyFunc<T> = (obj: DeepReadonly<T>) => string;

/**
 * What a delete handler gets when the deletion itself was missed, while the watch was away: the last state that was
 * known, which may be old.
 */
export class DeletedFinalStateUnknown<T> {
  readonly key: string;
  readonly obj: DeepReadonly<T>;

  constructor(key: string, obj: DeepReadonly<T>) {
    this.key = key;
    this.obj = obj;
  }
}

/** `namespace/name`, or `name` for objects without a namespace. @throws Error when there is no name. */
export function metaNamespaceKey(obj: DeepReadonly<KubeObject>): string {
  const { namespace, name } = obj.metadata;
  if (name === undefined || name === "") throw new Error("object has no metadata.name");
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

/** The key of an object or of a tombstone, for delete handlers. */
export function deletionHandlingKey<T extends KubeObject>(obj: DeepReadonly<T> | DeletedFinalStateUnknown<T>): string {
  return obj instanceof DeletedFinalStateUnknown ? obj.key : metaNamespaceKey(obj as DeepReadonly<KubeObject>);
}

/** Takes a key of {@link metaNamespaceKey} apart; the namespace is "" when there is none. @throws Error */
export function splitMetaNamespaceKey(key: string): { readonly namespace: string; readonly name: string } {
  const parts = key.split("/");
  if (parts.length === 1) return { namespace: "", name: parts[0]! };
  if (parts.length === 2) return { namespace: parts[0]!, name: parts[1]! };
  throw new Error(`unexpected key format: ${JSON.stringify(key)}`);
}
