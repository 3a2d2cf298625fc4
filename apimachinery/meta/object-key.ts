import type { DeepReadonly, KubeObject } from "../runtime/object.js";

/** `namespace/name`, or the name alone where there is no namespace: the key of caches and queues. */
export function objectKey(obj: DeepReadonly<KubeObject>): string {
  const { namespace = "", name = "" } = obj.metadata;
  return namespace === "" ? name : `${namespace}/${name}`;
}

/** @throws Error when the key has more than one slash. */
export function splitObjectKey(key: string): { readonly namespace: string; readonly name: string } {
  const parts = key.split("/");
  if (parts.length === 1) return { namespace: "", name: key };
  if (parts.length === 2) return { namespace: parts[0] as string, name: parts[1] as string };
  throw new Error(`unexpected key format: ${JSON.stringify(key)}`);
}
