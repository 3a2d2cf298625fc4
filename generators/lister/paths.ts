import type { PackageModel } from "../framework/model.js";

/** The module with the lister of one kind. `file` is the kind's file stem. */
export function listerPath(pkg: PackageModel, file: string): string {
  return `generated/listers/${pkg.groupDir}/${pkg.version}/${file}.ts`;
}
