import { apiVersionOf, type GroupVersionKind } from "../schema/index.js";
import type { DeepReadonly, KubeObject } from "../runtime/object.js";
import type { OwnerReference } from "./v1/types.js";

/** The reference of the one owner that manages an object. */
export function controllerOf(obj: DeepReadonly<KubeObject>): DeepReadonly<OwnerReference> | undefined {
  return obj.metadata.ownerReferences?.find((ref) => ref.controller === true);
}

/** True when `owner` manages `obj`: names can be used again, so the UID decides. */
export function isControlledBy(obj: DeepReadonly<KubeObject>, owner: DeepReadonly<KubeObject>): boolean {
  const ref = controllerOf(obj);
  return ref !== undefined && ref.uid === owner.metadata.uid;
}

/**
 * A reference that makes `owner` manage the object that carries it.
 * @throws Error when the owner has not been stored yet.
 * @see kubernetes/apimachinery pkg/apis/meta/v1/controller_ref.go
 */
export function newControllerRef(owner: DeepReadonly<KubeObject>, gvk: GroupVersionKind): OwnerReference {
  const { name, uid } = owner.metadata;
  if (name === undefined || uid === undefined) throw new Error("an owner needs a name and a UID");
  return { apiVersion: apiVersionOf(gvk), kind: gvk.kind, name, uid, controller: true, blockOwnerDeletion: true };
}
