import { canonicalQuantity } from "../../resource/index.js";
import { canonicalBase64, canonicalDuration, canonicalMicroTime, canonicalTime } from "../../scalars/index.js";
import { TypeMismatch } from "./errors.js";
import type { ScalarNode } from "./node.js";

const MIN_INT32 = -(2 ** 31);
const MAX_INT32 = 2 ** 31 - 1;

function scalar(goType: string, zero: unknown, decode: (value: unknown) => unknown): ScalarNode {
  return { kind: "scalar", goType, zero: () => zero, decode };
}

/** A value that has to be a text of some form. */
function text(canonical: (value: string) => unknown): (value: unknown) => unknown {
  return (value) => {
    if (typeof value !== "string") throw new TypeMismatch(value, "string");
    return canonical(value);
  };
}

export const anyNode = scalar("interface {}", null, (value) => value);

export const stringNode = scalar(
  "string",
  "",
  text((value) => value),
);

export const booleanNode = scalar("bool", false, (value) => {
  if (typeof value !== "boolean") throw new TypeMismatch(value, "bool");
  return value;
});

export const floatNode = scalar("float64", 0, (value) => {
  if (typeof value !== "number") throw new TypeMismatch(value, "float64");
  return value;
});

export const int32Node = scalar("int32", 0, (value) => {
  if (!Number.isInteger(value) || (value as number) < MIN_INT32 || (value as number) > MAX_INT32) {
    throw new TypeMismatch(value, "int32");
  }
  return value;
});

/** Beyond ±(2^53-1) the parser has altered the number already, so such a one is refused. */
export const int64Node = scalar("int64", 0, (value) => {
  if (!Number.isSafeInteger(value)) throw new TypeMismatch(value, "int64");
  return value;
});

export const intOrStringNode = scalar("intstr.IntOrString", 0, (value) =>
  typeof value === "string" ? value : int32Node.decode(value, undefined),
);

export const bytesNode = scalar("[]uint8", null, (value) => {
  if (typeof value !== "string") throw new TypeMismatch(value, "[]uint8");
  return canonicalBase64(value);
});

export const quantityNode = scalar("resource.Quantity", "0", canonicalQuantity);
export const timeNode = scalar("v1.Time", null, text(canonicalTime));
export const microTimeNode = scalar("v1.MicroTime", null, text(canonicalMicroTime));
export const durationNode = scalar("v1.Duration", "0s", text(canonicalDuration));

/** Scalars that are models of their own, by model name. */
export const MODEL_SCALARS: ReadonlyMap<string, ScalarNode> = new Map([
  ["io.k8s.apimachinery.pkg.api.resource.Quantity", quantityNode],
  ["io.k8s.apimachinery.pkg.util.intstr.IntOrString", intOrStringNode],
  ["io.k8s.apimachinery.pkg.apis.meta.v1.Time", timeNode],
  ["io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", microTimeNode],
  ["io.k8s.apimachinery.pkg.apis.meta.v1.Duration", durationNode],
  ["io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", anyNode],
  ["io.k8s.apimachinery.pkg.runtime.RawExtension", anyNode],
]);
