import type { PackageModel } from "../framework/model.js";

const FOLDER = "generated/applyconfiguration";
const RUNTIME = "kindsmith";

/** The module with the apply configuration of a type, for `ImportSet`. */
export function applyConfigurationModule(pkg: PackageModel, typeName: string): string {
  const stem = `${FOLDER}/${pkg.groupDir}/${pkg.version}/${typeName.toLowerCase()}`;
  return pkg.own ? `${stem}.ts` : `${packageNameOf(pkg.generatedPath)}/${stem}`;
}

/** The same for a type of a package that was not loaded, from its specifier: `kindsmith/apis/core/v1`. */
export function foreignApplyConfigurationModule(specifier: string, typeName: string): string {
  const [, folders = ""] = specifier.split("/apis/");
  return `${packageNameOf(specifier)}/${FOLDER}/${folders}/${typeName.toLowerCase()}`;
}

/** `FlunderApplyConfiguration` */
export function applyConfigurationName(typeName: string): string {
  return `${typeName}ApplyConfiguration`;
}

function packageNameOf(specifier: string): string {
  const [first = RUNTIME, second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}
