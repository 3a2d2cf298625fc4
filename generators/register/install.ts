import { hasConversions } from "../conversion/index.js";
import { hasDefaultsFile } from "../defaulter/select.js";
import type { GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { ImportSet } from "../framework/imports.js";
import type { GroupModel, PackageModel } from "../framework/model.js";
import { camelCase, pascalCase } from "../framework/names.js";
import { hasValidations } from "../validation/select.js";
import { ADD_TO_SCHEME, registeredTypes } from "./select.js";
import { helperModule } from "../framework/helper-module.js";

/** `zz_generated.install.ts` of one group. */
export function installFile(ctx: GeneratorContext, group: GroupModel): PlannedFile {
  const path = `generated/${group.groupDir}/zz_generated.install.ts`;
  const imports = ctx.imports(path);
  imports.reserve("install", "scheme");
  const packages = group.hubIsVersion ? group.versions : [group.hub, ...group.versions];
  return {
    path,
    template: "register/install",
    view: {
      group: group.group === "" ? "core" : group.group,
      schemeType: imports.type("kindsmith/codegen/v1/runtime", "Scheme"),
      calls: packages.flatMap((pkg) => installCalls(ctx, pkg, imports)),
      hub: group.hubIsVersion ? { group: group.group, version: group.hub.version } : null,
    },
    imports,
    origin: { packageId: group.hub.id, types: [] },
  };
}

/** What one package adds to a scheme, in the order in which it is added. */
function installCalls(ctx: GeneratorContext, pkg: PackageModel, imports: ImportSet): readonly string[] {
  const stem = pkg.internal ? "hub" : camelCase(pascalCase(pkg.version));
  const call = (file: string, fn: string): string => {
    const alias = imports.namespace(helperModule(pkg, `zz_generated.${file}`), `${stem}${pascalCase(file)}`, {
      value: true,
    });
    return `${alias}.${fn}`;
  };
  const manual = pkg.functions.find((fn) => fn.name === ADD_TO_SCHEME);
  return [
    ...(manual !== undefined ? [imports.value(manual.file, manual.name)] : []),
    ...(registeredTypes(pkg).length > 0 ? [call("register", ADD_TO_SCHEME)] : []),
    ...(hasConversions(ctx, pkg) ? [call("conversion", "registerConversions")] : []),
    ...(hasDefaultsFile(ctx.model, pkg) ? [call("defaults", "registerDefaults")] : []),
    ...(hasValidations(ctx, pkg) ? [call("validations", "registerValidations")] : []),
  ];
}
