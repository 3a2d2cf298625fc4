import type { ApiModel, FieldType } from "../framework/model.js";

/**
 * What it takes to copy a value: nothing (`immutable`), one spread (`flat`: no part of it can change by itself), or a
 * walk through its parts (`deep`). `json` is walked at run time, since its type says nothing.
 */
export type CopyClass = "immutable" | "flat" | "deep" | "json";

export function copyClass(model: ApiModel, type: FieldType): CopyClass {
  switch (type.kind) {
    case "primitive":
      return "immutable";
    case "scalar":
      return isOpenJSON(type.name) ? "json" : "immutable";
    case "array":
      return copyClass(model, type.element) === "immutable" ? "flat" : "deep";
    case "map":
      return copyClass(model, type.value) === "immutable" ? "flat" : "deep";
    case "ref": {
      const target = model.type(type.ref);
      if (target.kind === "alias") return copyClass(model, target.target);
      // A field that is a struct makes its owner deep, whatever it holds itself: types that contain themselves end here.
      return target.fields.every((field) => isImmutable(model, field.type)) ? "flat" : "deep";
    }
  }
}

function isImmutable(model: ApiModel, type: FieldType): boolean {
  if (type.kind !== "ref") return copyClass(model, type) === "immutable";
  const target = model.type(type.ref);
  return target.kind === "alias" && isImmutable(model, target.target);
}

function isOpenJSON(scalar: string): boolean {
  return scalar === "RawExtension" || scalar === "JSONValue" || scalar === "FieldsV1";
}
