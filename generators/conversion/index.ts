import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import { helperModule } from "../framework/helper-module.js";
import type { PackageModel, TypeRef } from "../framework/model.js";
import { Comparison } from "./compare.js";
import { functionView, type FunctionContext } from "./functions.js";
import { checkManualConversions, conversionName, findManual } from "./manual.js";
import { checkKinds, conversionPairs, convertedKinds, hasPairs } from "./pairs.js";
import { checkPeerTags, peersOf, type Peers } from "./peers.js";
import { queryFunctionName, queryTypes, queryViews } from "./query.js";
import { conversionTags } from "./tags.js";

const RUNTIME = "kindsmith/codegen/v1/runtime";

/**
 * Emits the conversions between each version of a group and its hub, and those from query parameters. What cannot be
 * converted is reported with the function that has to be written. Upstream leaves that to the compiler.
 * @see kubernetes/code-generator cmd/conversion-gen
 */
export const conversionGen: Generator = {
  name: "conversion-gen",
  revision: 1,
  tags: conversionTags,
  *plan(ctx) {
    const comparison = new Comparison(ctx.model);
    const peers = peersOf(ctx.model);
    for (const pkg of ctx.own) {
      checkPeerTags(ctx.model, pkg, ctx.diagnostics);
      const own = peers.find((one) => one.version === pkg);
      if (own !== undefined) {
        checkManualConversions(ctx.model, own, ctx.diagnostics);
        checkKinds(ctx.model, own, ctx.diagnostics);
      }
      const converts = own !== undefined && hasPairs(ctx.model, own, comparison);
      if (converts || queryTypes(pkg).length > 0) {
        yield conversionFile(ctx, pkg, converts ? own : undefined, comparison);
      }
    }
  },
};

/** True when `registerConversions` exists for the package. */
export function hasConversions(ctx: GeneratorContext, pkg: PackageModel): boolean {
  const own = peersOf(ctx.model).find((one) => one.version === pkg);
  return own !== undefined && hasPairs(ctx.model, own, new Comparison(ctx.model));
}

function conversionFile(
  ctx: GeneratorContext,
  pkg: PackageModel,
  peers: Peers | undefined,
  comparison: Comparison,
): PlannedFile {
  const path = `${pkg.generatedPath}/zz_generated.conversion.ts`;
  const imports = ctx.imports(path);
  const pairs = peers === undefined ? [] : conversionPairs(ctx.model, peers, comparison);
  const names = pairs.map(({ from, to }) => conversionName(ctx.model, from, to));
  const query = queryTypes(pkg);
  imports.reserve("registerConversions", "scheme", "input", "out", "item", "value", "values");
  imports.reserve(...names, ...names.map((name) => `auto${name}`));
  imports.reserve(...query.map((type) => queryFunctionName(pkg, type.name)));
  const local = new Set(names);
  const fileContext: FunctionContext = {
    model: ctx.model,
    imports,
    diagnostics: ctx.diagnostics,
    version: pkg,
    comparison,
    call(from, to) {
      const name = conversionName(ctx.model, from, to);
      return local.has(name)
        ? name
        : imports.value(helperModule(ownerOf(ctx, from, to), "zz_generated.conversion"), name);
    },
    apiVersionOf: (ref) => apiVersionText(ctx.model.package(ref.packageId)),
  };
  const kinds = peers === undefined ? [] : convertedKinds(ctx.model, peers, pairs);
  const register = peers === undefined ? [] : registrations(ctx, peers, kinds, imports);
  return {
    path,
    template: "conversion/conversion",
    view: {
      registers: peers !== undefined,
      schemeType: peers === undefined ? "" : imports.type(RUNTIME, "Scheme"),
      register,
      functions: pairs.map(({ from, to }) => functionView(fileContext, from, to)),
      query: queryViews(ctx, pkg, imports),
    },
    imports,
    origin: { packageId: pkg.id, types: pairs.map(({ from }) => from.name) },
  };
}

interface RegistrationView {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly fn: string;
  readonly type: string;
}

function registrations(
  ctx: GeneratorContext,
  peers: Peers,
  kinds: readonly string[],
  imports: PlannedFile["imports"],
): readonly RegistrationView[] {
  if (kinds.length === 0) return [];
  const groupVersion = (pkg: PackageModel): string =>
    imports.value(helperModule(pkg, "zz_generated.register"), "GROUP_VERSION");
  const [version, hub] = [groupVersion(peers.version), groupVersion(peers.hub)];
  return kinds.flatMap((name) => {
    const [a, b] = [
      { packageId: peers.version.id, name },
      { packageId: peers.hub.id, name },
    ];
    const view = (from: TypeRef, to: TypeRef, fromGV: string, toGV: string): RegistrationView => ({
      kind: name,
      from: fromGV,
      to: toGV,
      fn: conversionName(ctx.model, from, to),
      type: imports.type(ctx.model.package(from.packageId).importPath, name),
    });
    return [view(a, b, version, hub), view(b, a, hub, version)];
  });
}

/** The package whose file holds the function for two types of another group. */
function ownerOf(ctx: GeneratorContext, from: TypeRef, to: TypeRef): PackageModel {
  const [a, b] = [ctx.model.package(from.packageId), ctx.model.package(to.packageId)];
  const manual = findManual(ctx.model, from, to);
  if (manual !== undefined) return a.functions.includes(manual) && !a.internal ? a : b;
  return a.internal ? b : a;
}

function apiVersionText(pkg: PackageModel): string {
  return pkg.group === "" ? pkg.version : `${pkg.group}/${pkg.version}`;
}
