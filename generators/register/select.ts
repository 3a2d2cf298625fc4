import type { PackageModel, StructModel } from "../framework/model.js";

/** The name of the function that makes a package's kinds known. */
export const ADD_TO_SCHEME = "addToScheme";

/**
 * The structs of a package that are API objects, in the package's order. Empty when the package registers them itself by
 * a function of its own.
 */
export function registeredTypes(pkg: PackageModel): readonly StructModel[] {
  if (pkg.functions.some((fn) => fn.name === ADD_TO_SCHEME)) return [];
  return pkg.types.filter((type): type is StructModel => type.kind === "struct" && type.isObject);
}
