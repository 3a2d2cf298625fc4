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
 * without blanks, and without a resourceVersion: the store knows it, and {@link spliceResourceVersion} puts it in. The
 * buffer has memory of its own, as stores keep it for long.
 */
export function encodeStored(obj: DeepReadonly<KubeObject>): Buffer {
  // A member that is undefined is left out, and to copy all members is quicker than all but one.
  const metadata = { ...obj.metadata, resourceVersion: undefined };
  const text = JSON.stringify(inOrder({ ...obj, metadata }));
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text, "utf8");
  return bytes;
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
