import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { PackageModel, StructModel, TypeRef } from "../framework/model.js";
import { checkDefaultFunctions } from "./functions.js";
import { checkLiterals } from "./check-literals.js";
import { defaultsIndex, exportsDefaults, isOptedOut } from "./reachable.js";
import { checkDefaulterTags, defaultRoots, hasDefaultsFile } from "./select.js";
import { objectFunctionName, StatementBuilder, type DefaultStatement } from "./statements.js";
import { defaulterTags } from "./tags.js";
import { helperModule } from "../framework/helper-module.js";

const RUNTIME = "kindsmith/codegen/v1/runtime";

/**
 * Emits `SetObjectDefaults_<T>` for every type that has something to default, and `registerDefaults` for the kinds.
 * Order at a type: structs that are always there, its hand-written functions, then its fields in order of declaration,
 * each one's `+default` before what it holds. Upstream writes one walk for each kind and stops where a type contains
 * itself; here each type has a function of its own, so such types are defaulted at every depth.
 * @see kubernetes/code-generator cmd/defaulter-gen
 */
export const defaulterGen: Generator = {
  name: "defaulter-gen",
  revision: 1,
  tags: defaulterTags,
  *plan(ctx) {
    for (const pkg of ctx.own) {
      checkDefaultFunctions(pkg, ctx.diagnostics);
      checkDefaulterTags(pkg, ctx.diagnostics);
      checkLiterals(ctx, pkg);
      if (hasDefaultsFile(ctx.model, pkg)) yield defaultsFile(ctx, pkg);
    }
  },
};

interface FunctionView {
  readonly name: string;
  readonly type: string;
  readonly exported: boolean;
  readonly body: readonly DefaultStatement[];
}

function defaultsFile(ctx: GeneratorContext, pkg: PackageModel): PlannedFile {
  const path = `${pkg.generatedPath}/zz_generated.defaults.ts`;
  const imports = ctx.imports(path);
  const index = defaultsIndex(ctx.model);
  const structs = pkg.types.filter((type): type is StructModel => type.kind === "struct");
  const own = structs.filter(
    (type) => !isOptedOut(type) && index.hasDefaults({ kind: "ref", ref: { packageId: pkg.id, name: type.name } }),
  );
  imports.reserve("registerDefaults", "scheme", "obj", "item", ...own.map((type) => objectFunctionName(type.name)));
  const builder = new StatementBuilder(ctx, index, pkg, imports);
  const view = (ref: TypeRef, name: string, exported: boolean): FunctionView => {
    const type = ctx.model.type(ref);
    if (type.kind !== "struct") throw new Error(`${ref.name} is no struct`);
    const from = ctx.model.package(ref.packageId).importPath;
    return { name, type: imports.type(from, ref.name), exported, body: builder.structBody(ref, type) };
  };
  const functions = own.map((type) =>
    view({ packageId: pkg.id, name: type.name }, objectFunctionName(type.name), exportsDefaults(pkg)),
  );
  // Bodies of local functions may ask for further ones.
  const locals: FunctionView[] = [];
  for (const [name, ref] of builder.locals) locals.push(view(ref, name, false));
  const kinds = defaultRoots(ctx.model, pkg).filter((type) => type.isObject);
  return {
    path,
    template: "defaulter/defaults",
    view: {
      schemeType: imports.type(RUNTIME, "Scheme"),
      groupVersion: imports.value(helperModule(pkg, "zz_generated.register"), "GROUP_VERSION"),
      kinds: kinds.map((type) => ({ kind: type.name, fn: objectFunctionName(type.name) })),
      functions: [...functions, ...locals.sort((a, b) => (a.name < b.name ? -1 : 1))],
    },
    imports,
    origin: { packageId: pkg.id, types: own.map((type) => type.name) },
  };
}
