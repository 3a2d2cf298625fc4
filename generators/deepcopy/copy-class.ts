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
      return isImmutable(model, type.element) ? "flat" : "deep";
    case "map":
      return isImmutable(model, type.value) ? "flat" : "deep";
    case "ref": {
      const target = model.type(type.ref);
      if (target.kind === "alias") return copyClass(model, target.target);
      return target.fields.every((field) => isImmutable(model, field.type)) ? "flat" : "deep";
    }
  }
}

/** Asks nothing of structs and containers, so that types which contain themselves cannot lead in circles. */
function isImmutable(model: ApiModel, type: FieldType): boolean {
  switch (type.kind) {
    case "primitive":
      return true;
    case "scalar":
      return !isOpenJSON(type.name);
    case "array":
    case "map":
      return false;
    case "ref": {
      const target = model.type(type.ref);
      return target.kind === "alias" && isImmutable(model, target.target);
    }
  }
}

function isOpenJSON(scalar: string): boolean {
  return scalar === "RawExtension" || scalar === "JSONValue" || scalar === "FieldsV1";
}
