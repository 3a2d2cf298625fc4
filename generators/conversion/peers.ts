import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, FieldModel, GroupModel, PackageModel, StructModel, TypeModel } from "../framework/model.js";
import { CONVERSION_TAG, EXTERNAL_TYPES_TAG } from "./tags.js";

/** A version of a group and the hub that it is converted to and from. */
export interface Peers {
  readonly version: PackageModel;
  readonly hub: PackageModel;
}

/** The versions that need conversions, in the order of the model's groups. Groups whose version is the hub have none. */
export function peersOf(model: ApiModel): readonly Peers[] {
  return model.groups
    .filter((group) => !group.hubIsVersion)
    .flatMap((group) => group.versions.map((version) => ({ version, hub: hubFor(model, group, version) })));
}

/** Reports package tags that name a package from which there is nothing to convert. */
export function checkPeerTags(model: ApiModel, pkg: PackageModel, diagnostics: Diagnostics): void {
  for (const tag of pkg.tags.every(CONVERSION_TAG)) {
    if (tag.value === "false" || packageNamed(model, tag.value) !== undefined) continue;
    diagnostics.error(
      "KS2406",
      tag.position,
      `${tag.value} is no package of types: write +${CONVERSION_TAG}=apis/${pkg.groupDir} for the group's hub`,
    );
  }
  for (const tag of pkg.tags.every(EXTERNAL_TYPES_TAG)) {
    if (packageNamed(model, tag.value) === pkg) continue;
    diagnostics.error(
      "KS2406",
      tag.position,
      `types stand beside their conversions, in ${pkg.id}: remove +${EXTERNAL_TYPES_TAG}`,
    );
  }
  for (const type of pkg.types) checkTypeTags(type, diagnostics);
}

function checkTypeTags(type: TypeModel, diagnostics: Diagnostics): void {
  const fields: readonly FieldModel[] = type.kind === "struct" ? type.fields : [];
  for (const tags of [type.tags, ...fields.map((field) => field.tags)]) {
    for (const tag of tags.every(CONVERSION_TAG)) {
      if (tag.value === "false") continue;
      diagnostics.error("KS2407", tag.position, `+${CONVERSION_TAG}=${tag.value} must be false here`);
    }
  }
}

/** The package asks for nothing but what is written by hand. */
export function isManualOnly(pkg: PackageModel): boolean {
  const values = pkg.tags.every(CONVERSION_TAG).map((tag) => tag.value);
  return values.length === 1 && values[0] === "false";
}

export function isLeftOut(tagged: { readonly tags: TypeModel["tags"] }): boolean {
  return tagged.tags.value(CONVERSION_TAG) === "false";
}

/** The name of a package in the names of functions: its version, or its group's folder for a hub. */
export function packageAlias(pkg: PackageModel): string {
  const name = pkg.internal ? pkg.groupDir : pkg.version;
  return name.replace(/[^A-Za-z0-9_$]/g, "_");
}

export function structOf(model: ApiModel, pkg: PackageModel, name: string): StructModel | undefined {
  const type = pkg.types.find((one) => one.name === name);
  return type?.kind === "struct" ? type : undefined;
}

function hubFor(model: ApiModel, group: GroupModel, version: PackageModel): PackageModel {
  for (const tag of version.tags.every(CONVERSION_TAG)) {
    const named = packageNamed(model, tag.value);
    if (named !== undefined && named !== version) return named;
  }
  return group.hub;
}

/** Go paths of a package are known by how they end: `k8s.io/sample-apiserver/pkg/apis/wardle` is `apis/wardle`. */
function packageNamed(model: ApiModel, path: string): PackageModel | undefined {
  return model.packages.find((pkg) => pkg.id === path || path.endsWith(`/${pkg.id}`));
}
