import { deepCopyJSON, type DeepReadonly, type KubeObject, type RuntimeObject } from "../runtime/index.js";
import { extractItems, setFromFieldsV1, type SchemaNode } from "../structuredmerge/index.js";

/**
 * The part of an object that `manager` applied, as a configuration to be changed and applied again: the fields it owns
 * by apply through `subresource` ("": the object itself), with kind and apiVersion, but without the name. undefined: it owns
 * nothing. `object` is in the version in which it was applied.
 * @throws Error when the manager's fields are malformed
 * @see kubernetes/apimachinery pkg/util/managedfields/extract.go
 */
export function extract(
  object: DeepReadonly<KubeObject>,
  type: SchemaNode,
  manager: string,
  subresource = "",
): RuntimeObject | undefined {
  const entry = object.metadata.managedFields?.find(
    (candidate) =>
      candidate.manager === manager && candidate.operation === "Apply" && (candidate.subresource ?? "") === subresource,
  );
  if (entry === undefined) return undefined;
  const owned = setFromFieldsV1(entry.fieldsV1 ?? {}).leaves();
  const { apiVersion, kind } = object;
  const extracted = extractItems(object, owned, type) as RuntimeObject | null;
  return deepCopyJSON({
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(kind === undefined ? {} : { kind }),
    ...extracted,
  });
}
