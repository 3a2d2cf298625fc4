import type { PackageModel } from "../framework/model.js";

/** Where the clientset is. */
export const CLIENTSET_FOLDER = "generated/clientset";

/** The module with the clients of one version of a group. */
export function groupClientPath(pkg: PackageModel): string {
  return `${CLIENTSET_FOLDER}/typed/${pkg.groupDir}/${pkg.version}/client.ts`;
}

/** The module with the client of one kind. `file` is the kind's file stem. */
export function kindClientPath(pkg: PackageModel, file: string): string {
  return `${CLIENTSET_FOLDER}/typed/${pkg.groupDir}/${pkg.version}/${file}.ts`;
}
