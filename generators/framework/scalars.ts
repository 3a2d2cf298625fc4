import type { FieldType, PrimitiveName, ScalarName } from "./model.js";

const PRIMITIVES: readonly PrimitiveName[] = ["int32", "int64", "float64"];

const SCALARS: readonly ScalarName[] = [
  "Quantity",
  "IntOrString",
  "Time",
  "MicroTime",
  "Duration",
  "Bytes",
  "RawExtension",
  "JSONValue",
  "FieldsV1",
];

/** The named scalars of apimachinery/meta/v1 by name: aliases that stand for themselves and not for their target. */
export const META_SCALARS: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ...PRIMITIVES.map((name): [string, FieldType] => [name, { kind: "primitive", name }]),
  ...SCALARS.map((name): [string, FieldType] => [name, { kind: "scalar", name }]),
]);
