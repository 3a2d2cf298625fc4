import type { DeepReadonly, RuntimeObject } from "../../apimachinery/runtime/index.js";
import type { GroupKind } from "../../apimachinery/schema/index.js";
import type { AdmissionAttributes } from "./interface.js";

/** Attributes of a write of one kind, whose objects are of the type `T`. */
export interface TypedAttributes<T extends RuntimeObject> extends AdmissionAttributes {
  readonly object: T;
  readonly oldObject: DeepReadonly<T> | undefined;
}

/**
 * True when the request writes an object of the kind; `T` is the type of its hub version. A deletion writes none: what
 * it deletes is `oldObject`.
 */
export function writesKind<T extends RuntimeObject>(
  attributes: AdmissionAttributes,
  { group, kind }: GroupKind,
): attributes is TypedAttributes<T> {
  return attributes.kind.group === group && attributes.kind.kind === kind && attributes.object !== undefined;
}
