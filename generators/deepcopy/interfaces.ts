import type { GeneratorContext } from "../framework/generator.js";
import type { Tag, TypeModel } from "../framework/model.js";
import { INTERFACES_TAG } from "./tags.js";

export interface CopyInterface {
  /** Full name as written, by which the output is sorted. */
  readonly fullName: string;
  /** What the function's name ends in: `Object`. */
  readonly suffix: string;
  readonly from: string;
  readonly name: string;
}

/** The interfaces that a type's copy is also offered as, sorted. Types that are no structs have none. */
export function interfacesOf(ctx: GeneratorContext, type: TypeModel): readonly CopyInterface[] {
  if (type.kind !== "struct") return [];
  const found = new Map<string, CopyInterface>();
  for (const tag of type.tags.every(INTERFACES_TAG)) {
    for (const fullName of tag.value
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")) {
      const face = resolveInterface(ctx, type, tag, fullName);
      if (face !== undefined) found.set(fullName, face);
    }
  }
  return [...found.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

function resolveInterface(
  ctx: GeneratorContext,
  type: Extract<TypeModel, { kind: "struct" }>,
  tag: Tag,
  fullName: string,
): CopyInterface | undefined {
  const dot = fullName.lastIndexOf(".");
  const [packageName, name] = [fullName.slice(0, dot), fullName.slice(dot + 1)];
  if (name === "Object" && (packageName === "runtime" || packageName.endsWith("/runtime"))) {
    if (type.isObject) {
      return { fullName, suffix: "Object", from: "kindsmith/codegen/v1/runtime", name: "RuntimeObject" };
    }
    ctx.diagnostics.error(
      "KS2106",
      tag.position,
      `${type.name} is no ${fullName}, it has no kind and apiVersion: let it extend TypeMeta`,
    );
    return undefined;
  }
  const pkg = ctx.model.packages.find((one) => one.id === packageName);
  const target = pkg?.types.find((one) => one.name === name);
  if (pkg !== undefined && target?.kind === "struct") return { fullName, suffix: name, from: pkg.importPath, name };
  ctx.diagnostics.error(
    "KS2106",
    tag.position,
    `${fullName} is no interface of this project: write runtime.Object, or the package and the name of an interface, ` +
      "such as apis/wardle/v1alpha1.Named",
  );
  return undefined;
}
