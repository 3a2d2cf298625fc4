import { hasCopyFunction, copyFunctionName } from "../deepcopy/select.js";
import type { GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { PackageModel, StructModel } from "../framework/model.js";
import { ADD_TO_SCHEME } from "./select.js";
import { helperModule } from "../framework/helper-module.js";

const RUNTIME = "kindsmith/codegen/v1/runtime";

/** `zz_generated.register.ts` of one package. */
export function registerFile(ctx: GeneratorContext, pkg: PackageModel, types: readonly StructModel[]): PlannedFile {
  const path = `${pkg.generatedPath}/zz_generated.register.ts`;
  const imports = ctx.imports(path);
  imports.reserve("GROUP_NAME", "GROUP_VERSION", "RESOURCES", "KINDS", "KnownTypes", ADD_TO_SCHEME, "scheme");
  const kinds = pkg.kinds.map((kind) => ({ kind: kind.names.kind, resource: kind.names.plural }));
  return {
    path,
    template: "register/register",
    view: {
      group: pkg.group,
      version: pkg.version,
      groupVersionType: imports.type(RUNTIME, "GroupVersion"),
      schemeType: imports.type(RUNTIME, "Scheme"),
      types: types.map((type) => typeView(ctx, pkg, type, imports)),
      hasKinds: kinds.length > 0,
      kinds,
    },
    imports,
    origin: { packageId: pkg.id, types: types.map((type) => type.name) },
  };
}

function typeView(
  ctx: GeneratorContext,
  pkg: PackageModel,
  type: StructModel,
  imports: PlannedFile["imports"],
): { kind: string; type: string; deepCopy: string; list: boolean } {
  if (!hasCopyFunction(pkg, type)) {
    ctx.diagnostics.error(
      "KS2201",
      type.position,
      `${type.name} is a kind and needs a copy function: add +k8s:deepcopy-gen=package to ${pkg.id}/doc.ts, or write ` +
        `${copyFunctionName(type.name)} by hand`,
    );
  }
  return {
    kind: type.name,
    type: imports.type(pkg.importPath, type.name),
    deepCopy: imports.value(helperModule(pkg, "zz_generated.deepcopy"), copyFunctionName(type.name)),
    list: type.hasListMeta,
  };
}
