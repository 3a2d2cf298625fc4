import type { DeepReadonly, KubeObject, RuntimeObject } from "../object.js";

const LEADING = ["kind", "apiVersion", "metadata"] as const;

/**
 * The JSON of an object: `kind`, `apiVersion` and `metadata` first, the other fields in their own order. No blanks, and
 * no line break at the end.
 */
export function encodeObject(obj: DeepReadonly<RuntimeObject>): string {
  return JSON.stringify(inOrder(obj as { readonly [field: string]: unknown }));
}

/**
 * The bytes under which the store keeps an object. Layout:
 *
 *     {"kind":"<kind>","apiVersion":"<version>","metadata":{<members>},<other fields>}
 *
 * without blanks, and without a resourceVersion: the store knows it, and {@link spliceResourceVersion} puts it in.
 */
export function encodeStored(obj: DeepReadonly<KubeObject>): Buffer {
  const { resourceVersion, ...metadata } = obj.metadata;
  const stored = resourceVersion === undefined ? obj : { ...obj, metadata };
  return Buffer.from(encodeObject(stored), "utf8");
}

function inOrder(obj: { readonly [field: string]: unknown }): { readonly [field: string]: unknown } {
  let place = 0;
  for (const field in obj) {
    if (field !== LEADING[place]) break;
    if (++place === LEADING.length) return obj;
  }
  const { kind, apiVersion, metadata, ...rest } = obj;
  return { kind, apiVersion, metadata, ...rest };
}
