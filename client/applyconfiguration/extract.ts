import type { FieldsV1, JSONValue } from "../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";

type JSONObject = { [key: string]: JSONValue };

/**
 * What one manager last applied, as far as it still owns it: the starting point for a change that keeps all else.
 * undefined when the manager has applied nothing.
 * @param subresource - "" for the object itself.
 * @see kubernetes/apimachinery pkg/util/managedfields/extract.go
 */
export function extractApplied(
  obj: DeepReadonly<KubeObject>,
  fieldManager: string,
  subresource = "",
): JSONObject | undefined {
  const entry = obj.metadata.managedFields?.find(
    (one) => one.manager === fieldManager && one.operation === "Apply" && (one.subresource ?? "") === subresource,
  );
  if (entry?.fieldsV1 === undefined) return undefined;
  return owned(obj as unknown as JSONValue, entry.fieldsV1 as FieldsV1) as JSONObject;
}

/** The parts of `value` that a set of fields names. A field without parts of its own is owned as a whole. */
function owned(value: JSONValue, fields: FieldsV1): JSONValue {
  const parts = Object.keys(fields).filter((key) => key !== ".");
  if (parts.length === 0) return "." in fields ? emptyLike(value) : structuredClone(value);
  if (Array.isArray(value)) return value.flatMap((element, i) => ownedElement(element, i, fields));
  if (typeof value !== "object" || value === null) return value;
  const result: JSONObject = {};
  for (const key of parts) {
    const name = key.slice("f:".length);
    const member = value[name];
    if (key.startsWith("f:") && member !== undefined) result[name] = owned(member, fields[key] as FieldsV1);
  }
  return result;
}

/** A container that is owned, but none of its parts. */
function emptyLike(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return [];
  return typeof value === "object" && value !== null ? {} : value;
}

/** The owned part of a list's element, in a list of its own; an empty list when the element is somebody else's. */
function ownedElement(element: JSONValue, index: number, fields: FieldsV1): JSONValue[] {
  for (const [key, inner] of Object.entries(fields)) {
    if (!names(key, element, index)) continue;
    const part = owned(element, inner as FieldsV1);
    // The keys say which element it is, whoever owns them.
    return [key.startsWith("k:") ? { ...keysOf(key), ...(part as JSONObject) } : part];
  }
  return [];
}

function names(key: string, element: JSONValue, index: number): boolean {
  const rest = key.slice(2);
  switch (key.slice(0, 2)) {
    case "v:":
      return JSON.stringify(element) === JSON.stringify(JSON.parse(rest));
    case "i:":
      return index === Number(rest);
    case "k:":
      return Object.entries(keysOf(key)).every(
        ([name, value]) => JSON.stringify((element as JSONObject)[name]) === JSON.stringify(value),
      );
    default:
      return false;
  }
}

function keysOf(key: string): JSONObject {
  return JSON.parse(key.slice("k:".length)) as JSONObject;
}
