import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import { helperModule } from "../framework/helper-module.js";
import type { PackageModel, TypeModel } from "../framework/model.js";
import { propertyKey } from "../framework/property-access.js";
import { lintValidation } from "./lint.js";
import { ruleContext } from "./reader.js";
import { checkValidationTags, subresourcesOf, validationRoots, validationTypes } from "./select.js";
import { GEN_TAG, validationTags } from "./tags.js";
import { validateName } from "./types.js";

const VALIDATION = "kindsmith/codegen/v1/validation";

/**
 * Emits `Validate_<T>` for each type that has something to validate, and `registerValidations` for the kinds. What is
 * emitted names the checks; what they do stands in apimachinery/validation/declarative.
 * @see kubernetes/code-generator cmd/validation-gen
 */
export const validationGen: Generator = {
  name: "validation-gen",
  revision: 1,
  tags: validationTags,
  *plan(ctx) {
    for (const pkg of ctx.own) {
      checkValidationTags(pkg, ctx.diagnostics);
      if (!pkg.tags.has(GEN_TAG)) continue;
      lintValidation(ctx, pkg);
      const file = validationFile(ctx, pkg);
      if (file !== undefined) yield file;
    }
  },
};

function validationFile(ctx: GeneratorContext, pkg: PackageModel): PlannedFile | undefined {
  const path = `${pkg.generatedPath}/zz_generated.validations.ts`;
  const imports = ctx.imports(path);
  const types = validationTypes(ctx);
  const isValidated = (type: TypeModel): boolean => types.hasValidation({ packageId: pkg.id, name: type.name });
  const validated = pkg.types.filter(isValidated);
  // Types whose rules are all broken have none; what is wrong with them is reported all the same.
  const scratch = ruleContext(ctx, ctx.imports(path), ctx.diagnostics);
  for (const type of pkg.types.filter((one) => !isValidated(one))) types.plan(scratch, pkg, type);
  if (validated.length === 0) return undefined;
  imports.reserve("registerValidations", "scheme", "path", "obj", "old", "op");
  for (const type of validated) imports.reserve(validateName(type.name), rulesName(type.name));
  const rules = ruleContext(ctx, imports, ctx.diagnostics);
  const roots = validationRoots(pkg, types);
  const groupVersion =
    roots.length === 0 ? "" : imports.value(helperModule(pkg, "zz_generated.register"), "GROUP_VERSION");
  return {
    path,
    template: "validation/validations",
    view: {
      registers: roots.length > 0,
      schemeType: roots.length === 0 ? "" : imports.type(VALIDATION, "Scheme"),
      groupVersion,
      roots: roots.map((type) => ({
        kind: type.name,
        type: imports.type(pkg.importPath, type.name),
        fn: validateName(type.name),
        rootValidation: imports.value(VALIDATION, "rootValidation"),
        label: `${pkg.version}.${type.name}`,
        subresources: JSON.stringify(subresourcesOf(pkg, type)),
      })),
      pathType: imports.type(VALIDATION, "Path"),
      operationType: imports.type(VALIDATION, "Operation"),
      errorsType: imports.type(VALIDATION, "ErrorList"),
      types: validated.map((type) => {
        const plan = types.plan(rules, pkg, type);
        return {
          name: type.name,
          fn: validateName(type.name),
          rules: rulesName(type.name),
          type: imports.type(pkg.importPath, type.name),
          make: imports.value(VALIDATION, type.kind === "struct" ? "structRules" : "valueRules"),
          isStruct: type.kind === "struct",
          hasChecks: plan.checks.length > 0,
          checks: plan.checks,
          fields: plan.fields.map((field) => ({
            key: propertyKey(field.name),
            hasChecks: field.checks.length > 0,
            checks: field.checks,
            hasThen: field.then.length > 0,
            then: field.then,
            zero: field.zero,
          })),
        };
      }),
    },
    imports,
    origin: { packageId: pkg.id, types: validated.map((type) => type.name) },
  };
}

function rulesName(type: string): string {
  return `rules_${type}`;
}
