import type { ApiModel, GroupModel, PackageModel, TypeModel } from "./model.js";

/** Indexes packages for look-up. `packages` and `groups` are sorted by the caller. */
export function createApiModel(packages: readonly PackageModel[], groups: readonly GroupModel[]): ApiModel {
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  const types = new Map(packages.map((pkg) => [pkg.id, new Map(pkg.types.map((type) => [type.name, type]))]));
  return {
    groups,
    packages,
    package(id): PackageModel {
      const found = byId.get(id);
      if (found === undefined) throw new Error(`no package ${id} in the model`);
      return found;
    },
    type(ref): TypeModel {
      const found = types.get(ref.packageId)?.get(ref.name);
      if (found === undefined) throw new Error(`no type ${ref.name} in package ${ref.packageId}`);
      return found;
    },
  };
}
