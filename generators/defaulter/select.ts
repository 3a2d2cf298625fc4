import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, PackageModel, StructModel } from "../framework/model.js";
import { defaultsIndex, exportsDefaults } from "./reachable.js";
import { DEFAULTER_TAG } from "./tags.js";

/**
 * The structs from which defaults are applied to whole objects, in the package's order: those with one of the fields
 * that the package's tags name, except those that have nothing to default.
 */
export function defaultRoots(model: ApiModel, pkg: PackageModel): readonly StructModel[] {
  const index = defaultsIndex(model);
  const members = pkg.tags.every(DEFAULTER_TAG).map((tag) => tag.value);
  return pkg.types.filter((type): type is StructModel => {
    if (type.kind !== "struct") return false;
    const own = type.tags.value(DEFAULTER_TAG);
    const wanted = own === undefined ? members.some((member) => hasMember(type, member)) : own === "true";
    return wanted && index.hasDefaults({ kind: "ref", ref: { packageId: pkg.id, name: type.name } });
  });
}

/** True when the generator writes a file for the package. */
export function hasDefaultsFile(model: ApiModel, pkg: PackageModel): boolean {
  return exportsDefaults(pkg) && defaultRoots(model, pkg).length > 0;
}

/** Reports values that are neither a field nor one of the words that the tag knows. */
export function checkDefaulterTags(pkg: PackageModel, diagnostics: Diagnostics): void {
  for (const tag of pkg.tags.every(DEFAULTER_TAG)) {
    const known = pkg.types.some((type) => type.kind === "struct" && hasMember(type, tag.value));
    if (known || WELL_KNOWN.has(tag.value)) continue;
    diagnostics.error(
      "KS2308",
      tag.position,
      `no type of ${pkg.id} has a field ${JSON.stringify(tag.value)}: write +${DEFAULTER_TAG}=TypeMeta for all kinds`,
    );
  }
  for (const type of pkg.types) {
    for (const tag of type.tags.every(DEFAULTER_TAG)) {
      if (tag.value === "true" || tag.value === "false") continue;
      diagnostics.error("KS2308", tag.position, `+${DEFAULTER_TAG}=${tag.value} on a type must be true or false`);
    }
  }
  for (const tag of pkg.tags.every("k8s:defaulter-gen-input")) {
    if (tag.value === pkg.id || pkg.id.endsWith(`/${tag.value.split("/").slice(-2).join("/")}`)) continue;
    diagnostics.error(
      "KS2309",
      tag.position,
      `types stand beside their defaults, in ${pkg.id}: remove the tag, or move the functions to ${tag.value}`,
    );
  }
}

const WELL_KNOWN: ReadonlySet<string> = new Set(["TypeMeta", "ObjectMeta", "ListMeta"]);

function hasMember(type: StructModel, member: string): boolean {
  switch (member) {
    case "TypeMeta":
      return type.isObject;
    case "ObjectMeta":
      return type.hasObjectMeta;
    case "ListMeta":
      return type.hasListMeta;
    default:
      return type.fields.some((field) => field.name === member);
  }
}
