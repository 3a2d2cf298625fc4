import type { Diagnostics } from "../framework/diagnostics.js";
import type { FunctionModel, PackageModel, TypeModel } from "../framework/model.js";
import { DEFAULTER_TAG } from "./tags.js";

/** The functions that an author wrote for the defaults of one type. */
export interface DefaultFunctions {
  /** `SetObjectDefaults_T`: covers T and all it holds. */
  readonly object: FunctionModel | undefined;
  /** `SetDefaults_T`, then `SetDefaults_T_Qualifier` in order of name. */
  readonly calls: readonly FunctionModel[];
  /** `SetDefaults_T` says that it deals with all that T holds. */
  readonly covers: boolean;
}

const NONE: DefaultFunctions = { object: undefined, calls: [], covers: false };
const PREFIX = /^Set(Object)?Defaults_/;

/** Finds the functions of a package by name, per type. */
export function defaultFunctions(pkg: PackageModel): ReadonlyMap<string, DefaultFunctions> {
  const found = new Map<string, DefaultFunctions>();
  for (const fn of pkg.functions) {
    const target = targetOf(pkg, fn.name);
    if (target === undefined) continue;
    const before = found.get(target.type) ?? NONE;
    if (target.object) found.set(target.type, { ...before, object: fn });
    else if (target.base) {
      const covers = fn.tags.every(DEFAULTER_TAG).some((tag) => tag.value === "covers");
      found.set(target.type, { ...before, calls: [fn, ...before.calls], covers });
    } else found.set(target.type, { ...before, calls: [...before.calls, fn] });
  }
  return found;
}

/** Reports functions that look like defaults and cannot be called as such. */
export function checkDefaultFunctions(pkg: PackageModel, diagnostics: Diagnostics): void {
  const seen = new Set<string>();
  for (const fn of pkg.functions) {
    if (!PREFIX.test(fn.name)) continue;
    const target = targetOf(pkg, fn.name);
    if (target === undefined) {
      const stem = fn.name.replace(PREFIX, "");
      diagnostics.error(
        "KS2301",
        fn.position,
        `${fn.name} defaults no type of ${pkg.id}: there is no type ${stem}. Name it SetDefaults_<Type>, or ` +
          "SetDefaults_<Type>_<Qualifier> for a second one",
      );
      continue;
    }
    if (seen.has(fn.name)) {
      diagnostics.error("KS2303", fn.position, `${fn.name} is exported by two files of ${pkg.id}: keep one`);
    }
    seen.add(fn.name);
    checkSignature(pkg, fn, target.type, diagnostics);
  }
}

function checkSignature(pkg: PackageModel, fn: FunctionModel, typeName: string, diagnostics: Diagnostics): void {
  const type = pkg.types.find((one) => one.name === typeName);
  const [parameter, ...rest] = fn.parameters;
  const wanted = `export function ${fn.name}(obj: ${typeName}): void`;
  if (parameter === undefined || rest.length > 0 || !namesType(parameter.typeText, typeName)) {
    diagnostics.error("KS2302", fn.position, `${fn.name} must take one ${typeName} and change it in place: ${wanted}`);
  } else if (type !== undefined && !isChangeable(type)) {
    diagnostics.error(
      "KS2302",
      fn.position,
      `${typeName} is a plain value that no function can change in place: write +default=… on the type or its fields`,
    );
  }
}

function namesType(text: string, name: string): boolean {
  return text === "" || text === name || text.endsWith(`.${name}`);
}

function isChangeable(type: TypeModel): boolean {
  return type.kind === "struct" || type.target.kind === "array" || type.target.kind === "map";
}

interface FunctionTarget {
  readonly type: string;
  readonly object: boolean;
  readonly base: boolean;
}

function targetOf(pkg: PackageModel, name: string): FunctionTarget | undefined {
  const match = PREFIX.exec(name);
  if (match === null) return undefined;
  const object = match[1] !== undefined;
  const stem = name.slice(match[0].length);
  if (pkg.types.some((type) => type.name === stem)) return { type: stem, object, base: !object };
  if (object) return undefined;
  // Type names may hold underscores themselves: the longest one that fits is meant.
  const type = pkg.types
    .map((one) => one.name)
    .filter((one) => stem.startsWith(`${one}_`))
    .sort((a, b) => b.length - a.length)[0];
  return type === undefined ? undefined : { type, object: false, base: false };
}
