import type { PackageModel } from "./model.js";

/**
 * What to import a package's generated helpers from, for {@link ImportSet}: `helperModule(pkg, "zz_generated.deepcopy")` is
 * `generated/wardle/v1alpha1/zz_generated.deepcopy.ts`, or `kindsmith/generated/core/v1/zz_generated.deepcopy` for a
 * package from outside the project.
 */
export function helperModule(pkg: PackageModel, stem: string): string {
  return `${pkg.generatedPath}/${stem}${pkg.own ? ".ts" : ""}`;
}
