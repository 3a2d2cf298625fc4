import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, FunctionModel, PackageModel, TagSet, TypeModel } from "../framework/model.js";
import { copyClass } from "./copy-class.js";
import { NONPOINTER_TAG, PACKAGE_TAG } from "./tags.js";

/** `deepCopyFlunder` */
export function copyFunctionName(type: string): string {
  return `deepCopy${type}`;
}

/**
 * The types of a package that get a copy function, in the package's order: structs, lists, maps and open JSON, when the
 * package or the type asks for it. Reports tags that no one could follow.
 */
export function copyableTypes(model: ApiModel, pkg: PackageModel, diagnostics: Diagnostics): readonly TypeModel[] {
  for (const tag of pkg.tags.every(PACKAGE_TAG)) checkPackageTag(tag.value, tag.position, diagnostics);
  return pkg.types.filter((type) => {
    const wanted = wantedByType(type.tags, type.name, diagnostics);
    if (wanted === false || (wanted === undefined && !packageWants(pkg))) return false;
    const copyable = type.kind === "struct" || copyClass(model, type.target) !== "immutable";
    if (wanted === true && !copyable) {
      diagnostics.error(
        "KS2103",
        type.position,
        `${type.name} is a plain value, which is copied by assignment: remove +${PACKAGE_TAG}=true`,
      );
    }
    return copyable;
  });
}

/** True when `deepCopy<name>` exists for a type of the package. Foreign packages are taken to have theirs. */
export function hasCopyFunction(pkg: PackageModel, type: TypeModel): boolean {
  if (handWrittenCopy(pkg, type.name) !== undefined) return true;
  const own = type.tags.value(PACKAGE_TAG);
  if (own === "true" || own === "false") return own === "true";
  return packageWants(pkg) || !pkg.own;
}

/** A copy function that the package's author wrote; it wins over a generated one. */
export function handWrittenCopy(pkg: PackageModel, type: string): FunctionModel | undefined {
  return pkg.functions.find((fn) => fn.name === copyFunctionName(type));
}

function packageWants(pkg: PackageModel): boolean {
  return pkg.tags.every(PACKAGE_TAG).some((tag) => tag.value.split(",")[0] === "package");
}

function checkPackageTag(value: string, position: TypeModel["position"], diagnostics: Diagnostics): void {
  const [first, ...rest] = value.split(",");
  if (first === "package" && rest.every((part) => part === "register" || part === "register=false")) return;
  diagnostics.error(
    "KS2101",
    position,
    `+${PACKAGE_TAG}=${value} is no value for a package: write +${PACKAGE_TAG}=package`,
  );
}

function wantedByType(tags: TagSet, name: string, diagnostics: Diagnostics): boolean | undefined {
  const own = tags.every(PACKAGE_TAG);
  const [first, second] = own;
  if (second !== undefined) {
    diagnostics.error("KS2102", second.position, `${name} has more than one +${PACKAGE_TAG} tag: keep one`);
  }
  const nonpointer = tags.every(NONPOINTER_TAG);
  const contradiction = nonpointer.find((tag) => tag.value !== nonpointer[0]?.value);
  if (contradiction !== undefined) {
    diagnostics.error("KS2102", contradiction.position, `contradictory +${NONPOINTER_TAG} tags on ${name}: keep one`);
  }
  if (first === undefined) return undefined;
  if (first.value === "true" || first.value === "false") return first.value === "true";
  diagnostics.error(
    "KS2101",
    first.position,
    `+${PACKAGE_TAG}=${first.value} is no value for a type: write true or false`,
  );
  return false;
}
