import type { Diagnostics } from "../framework/diagnostics.js";
import type { GeneratorContext } from "../framework/generator.js";
import type { ApiModel, PackageModel, StructModel } from "../framework/model.js";
import { parseTypedTag } from "../framework/typed-tag.js";
import { GEN_TAG, INPUT_TAG, IS_SUBRESOURCE_TAG, SUPPORTS_SUBRESOURCE_TAG } from "./tags.js";
import { ValidationTypes } from "./types.js";

/** The kinds of a package that are validated as whole objects, in the package's order. */
export function validationRoots(pkg: PackageModel, types: ValidationTypes): readonly StructModel[] {
  const members = pkg.tags.every(GEN_TAG).map((tag) => tag.value);
  return pkg.types.filter((type): type is StructModel => {
    if (type.kind !== "struct" || !type.isObject || type.hasListMeta) return false;
    const own = type.tags.value(GEN_TAG);
    const wanted = own === undefined ? members.some((member) => hasMember(type, member)) : own === "true";
    return wanted && types.hasValidation({ packageId: pkg.id, name: type.name });
  });
}

/** True when `registerValidations` exists for the package. */
export function hasValidations(ctx: Pick<GeneratorContext, "model" | "imports">, pkg: PackageModel): boolean {
  return pkg.tags.has(GEN_TAG) && validationRoots(pkg, validationTypes(ctx)).length > 0;
}

/** The paths of the writes for which a kind's rules hold: `/` for the object itself. */
export function subresourcesOf(pkg: PackageModel, type: StructModel): readonly string[] {
  const values = (name: string): string[] =>
    type.tags.every(name).map((tag) => String(parseTypedTag(tag.text).value?.value ?? ""));
  const isSubresource = values(IS_SUBRESOURCE_TAG);
  const kind = pkg.kinds.find((one) => one.type === type);
  const implied = kind?.statusSubresource === true ? ["/status"] : [];
  const own = isSubresource.length > 0 ? isSubresource : ["/"];
  return [...new Set([...own, ...implied, ...values(SUPPORTS_SUBRESOURCE_TAG)])].sort();
}

/** Reports package and type tags that name nothing. */
export function checkValidationTags(pkg: PackageModel, diagnostics: Diagnostics): void {
  for (const tag of pkg.tags.every(GEN_TAG)) {
    const isKnown = WELL_KNOWN.has(tag.value) || structs(pkg).some((type) => hasMember(type, tag.value));
    if (tag.value !== "" && isKnown) continue;
    diagnostics.error(
      "KS2509",
      tag.position,
      `no type of ${pkg.id} has a field ${JSON.stringify(tag.value)}: write +${GEN_TAG}=TypeMeta for all kinds, or * for all types`,
    );
  }
  for (const tag of pkg.tags.every(INPUT_TAG)) {
    if (tag.value === pkg.id || tag.value.endsWith(`/${pkg.id}`)) continue;
    diagnostics.error("KS2509", tag.position, `types stand beside their tags, in ${pkg.id}: remove +${INPUT_TAG}`);
  }
  for (const type of pkg.types) {
    for (const tag of type.tags.every(GEN_TAG)) {
      if (tag.value === "true" || tag.value === "false") continue;
      diagnostics.error("KS2509", tag.position, `+${GEN_TAG}=${tag.value} on a type must be true or false`);
    }
    for (const name of [IS_SUBRESOURCE_TAG, SUPPORTS_SUBRESOURCE_TAG]) {
      for (const tag of type.tags.every(name)) {
        if (/^"\/.+"$/.test(tag.value)) continue;
        diagnostics.error("KS2501", tag.position, `+${name}: write a path in quotes, such as +${name}="/status"`);
      }
    }
  }
}

const WELL_KNOWN: ReadonlySet<string> = new Set(["TypeMeta", "ObjectMeta", "ListMeta", "*"]);

function structs(pkg: PackageModel): readonly StructModel[] {
  return pkg.types.filter((type): type is StructModel => type.kind === "struct");
}

function hasMember(type: StructModel, member: string): boolean {
  switch (member) {
    case "*":
      return true;
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

const computed = new WeakMap<ApiModel, ValidationTypes>();

/** What there is to validate in a model; made on first use, since several generators of one run ask. */
export function validationTypes(ctx: Pick<GeneratorContext, "model" | "imports">): ValidationTypes {
  let types = computed.get(ctx.model);
  if (types === undefined) computed.set(ctx.model, (types = new ValidationTypes(ctx)));
  return types;
}
