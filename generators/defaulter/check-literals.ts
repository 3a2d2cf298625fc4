import type { GeneratorContext } from "../framework/generator.js";
import type { FieldType, PackageModel, Tag } from "../framework/model.js";
import { readDefault } from "./literal.js";
import { DEFAULT_TAG } from "./tags.js";

/** Reports the defaults of a package that fit no value, those that no root reaches included: schemas publish them too. */
export function checkLiterals(ctx: GeneratorContext, pkg: PackageModel): void {
  const { model, diagnostics } = ctx;
  const imports = ctx.imports(`${pkg.generatedPath}/zz_generated.defaults.ts`);
  const check = (owner: string, tags: readonly Tag[], type: FieldType, nullable: boolean): void => {
    const [first, second] = tags;
    if (first === undefined) return;
    readDefault({ model, diagnostics, imports }, first, type, pkg, nullable);
    if (second !== undefined) {
      diagnostics.error("KS2304", second.position, `${owner} has more than one +default: keep one`);
    }
  };
  for (const type of pkg.types) {
    const target: FieldType =
      type.kind === "alias" ? type.target : { kind: "ref", ref: { packageId: pkg.id, name: type.name } };
    check(type.name, type.tags.every(DEFAULT_TAG), target, false);
    if (type.kind === "alias") continue;
    for (const field of type.fields) {
      check(`${type.name}.${field.name}`, field.tags.every(DEFAULT_TAG), field.type, field.nullable);
    }
  }
}
