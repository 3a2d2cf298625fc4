import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, FunctionModel, PackageModel, TypeRef } from "../framework/model.js";
import { suggest } from "../framework/suggest.js";
import { packageAlias, type Peers } from "./peers.js";
import { CONVERSION_FN_TAG } from "./tags.js";

const PREFIX = "Convert_";
const NAME = /^Convert_(.+)_To_(.+)$/;

/** The hand-written function for two types, which stands beside one of them. */
export function findManual(model: ApiModel, from: TypeRef, to: TypeRef): FunctionModel | undefined {
  const name = conversionName(model, from, to);
  const beside = (ref: TypeRef): FunctionModel | undefined =>
    model.package(ref.packageId).functions.find((fn) => fn.name === name);
  return beside(from) ?? beside(to);
}

/** The function does no more than an assignment would. */
export function isCopyOnly(fn: FunctionModel): boolean {
  return fn.tags.value(CONVERSION_FN_TAG) === "copy-only";
}

/** Fields that the function would convert are to be left out. */
export function isDrop(fn: FunctionModel): boolean {
  return fn.tags.value(CONVERSION_FN_TAG) === "drop";
}

/** `Convert_v1alpha1_Flunder_To_wardle_Flunder` */
export function conversionName(model: ApiModel, from: TypeRef, to: TypeRef): string {
  const stem = (ref: TypeRef): string => `${packageAlias(model.package(ref.packageId))}_${ref.name}`;
  return `${PREFIX}${stem(from)}_To_${stem(to)}`;
}

/** The declaration that a hand-written conversion must have. */
export function conversionSignature(model: ApiModel, from: TypeRef, to: TypeRef): string {
  const text = (ref: TypeRef): string => `${packageAlias(model.package(ref.packageId))}.${ref.name}`;
  const [input, out] = [text(from), text(to)];
  const name = conversionName(model, from, to);
  return `export function ${name}(input: ${input}, out: ${out}, scope: ConversionScope<${input}, ${out}>): void`;
}

/** The types that the hand-written conversions beside a version are for, by the functions' names. */
export function manualPairs(model: ApiModel, peers: Peers): ReadonlyMap<FunctionModel, readonly [TypeRef, TypeRef]> {
  const found = new Map<FunctionModel, readonly [TypeRef, TypeRef]>();
  for (const fn of peers.version.functions) {
    const match = NAME.exec(fn.name);
    const from = match === null ? undefined : resolveStem(model, peers, match[1]!);
    const to = match === null ? undefined : resolveStem(model, peers, match[2]!);
    if (from !== undefined && to !== undefined) found.set(fn, [from, to]);
  }
  return found;
}

/** Reports functions that look like conversions and would never be called, or not as they are written. */
export function checkManualConversions(model: ApiModel, peers: Peers, diagnostics: Diagnostics): void {
  const pairs = manualPairs(model, peers);
  const seen = new Set<string>();
  for (const fn of peers.version.functions.filter((one) => one.name.startsWith(PREFIX))) {
    const pair = pairs.get(fn);
    if (pair === undefined) {
      reportUnknown(model, peers, fn, diagnostics);
      continue;
    }
    if (seen.has(fn.name)) {
      diagnostics.error("KS2405", fn.position, `${fn.name} is exported by two files of ${peers.version.id}: keep one`);
    }
    seen.add(fn.name);
    const [input, out, scope, ...rest] = fn.parameters;
    const fits = namesType(input?.typeText, pair[0].name) && namesType(out?.typeText, pair[1].name);
    if (fits && rest.length === 0 && (scope === undefined || scope.typeText.includes("ConversionScope"))) continue;
    diagnostics.error(
      "KS2405",
      fn.position,
      `${fn.name} is called with another signature than it has: ${conversionSignature(model, ...pair)}`,
    );
  }
}

function reportUnknown(model: ApiModel, peers: Peers, fn: FunctionModel, diagnostics: Diagnostics): void {
  const names = peers.version.types.flatMap(({ name }) => {
    const [a, b] = [
      { packageId: peers.version.id, name },
      { packageId: peers.hub.id, name },
    ];
    return [conversionName(model, a, b), conversionName(model, b, a)];
  });
  const close = suggest(fn.name, names);
  const hint = close === undefined ? "" : ` Did you mean ${close}?`;
  diagnostics.error(
    "KS2404",
    fn.position,
    `${fn.name} converts no types of ${peers.version.id} and ${peers.hub.id}: the name must be ` +
      `Convert_<package>_<Type>_To_<package>_<Type> with the packages ${packageAlias(peers.version)} and ` +
      `${packageAlias(peers.hub)}.${hint}`,
  );
}

/** `wardle_FlunderSpec` → the type; of packages with the same alias, the version and its hub come first. */
function resolveStem(model: ApiModel, peers: Peers, stem: string): TypeRef | undefined {
  for (const pkg of [peers.version, peers.hub, ...model.packages]) {
    const name = typeNamed(pkg, stem);
    if (name !== undefined) return { packageId: pkg.id, name };
  }
  return undefined;
}

function typeNamed(pkg: PackageModel, stem: string): string | undefined {
  const prefix = `${packageAlias(pkg)}_`;
  if (!stem.startsWith(prefix)) return undefined;
  const name = stem.slice(prefix.length);
  return pkg.types.some((type) => type.name === name) ? name : undefined;
}

function namesType(text: string | undefined, name: string): boolean {
  const plain = /^(?:Deep)?Readonly<(.*)>$/.exec(text ?? "")?.[1] ?? text;
  return plain === name || (plain?.endsWith(`.${name}`) ?? false);
}
