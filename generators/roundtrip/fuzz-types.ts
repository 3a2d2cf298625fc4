import type { ApiModel, FieldType, PackageModel, TypeModel } from "../framework/model.js";
import { isLeftOut } from "../conversion/peers.js";

/** The name of a type in fuzz packages: the one that its own project gave it. */
export function fuzzTypeName(pkg: PackageModel, type: string): string {
  return `${pkg.own ? pkg.id : withoutPackageName(pkg.id)}.${type}`;
}

/** `kindsmith/apis/core/v1` → `apis/core/v1` */
function withoutPackageName(id: string): string {
  return id.slice(Math.max(0, id.search(/\b(apis|apimachinery)\//)));
}

/** A type in the notation of FuzzPackage in apimachinery/testing/fuzz. */
export function fuzzTypeText(model: ApiModel, type: TypeModel): string {
  if (type.kind === "alias") {
    const values = type.enumValues.map((one) => one.value);
    return `=${values.length > 0 ? JSON.stringify(values) : typeName(model, type.target)}`;
  }
  return type.fields
    .map((field) => {
      const flags = `${field.optional ? "" : "!"}${isLeftOut(field) ? "-" : ""}`;
      return `${field.name}${flags}:${typeName(model, field.type)}${field.nullable ? "?" : ""}`;
    })
    .join(" ");
}

function typeName(model: ApiModel, type: FieldType): string {
  switch (type.kind) {
    case "primitive":
    case "scalar":
      return type.name;
    case "array":
      return `[]${typeName(model, type.element)}`;
    case "map":
      return `{}${typeName(model, type.value)}`;
    case "ref":
      return fuzzTypeName(model.package(type.ref.packageId), type.ref.name);
  }
}
