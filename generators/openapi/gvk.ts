import type { PackageModel, StructModel } from "../framework/model.js";
import type { SchemaObject } from "./schema.js";

/** Kinds and their lists say which GroupVersionKind they are; clients find an object's schema by it. */
export function gvkExtension(pkg: PackageModel, type: StructModel): SchemaObject {
  if (!type.isObject) return {};
  return { "x-kubernetes-group-version-kind": [{ group: pkg.group, kind: type.name, version: pkg.version }] };
}
