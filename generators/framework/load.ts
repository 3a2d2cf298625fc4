import { posix } from "node:path";

import { Project, ts, type Node } from "ts-morph";

import { createApiModel } from "./api-model.js";
import { DeclarationReader, type DeclarationLookup } from "./declarations.js";
import type { Diagnostics } from "./diagnostics.js";
import { FunctionCache } from "./function-cache.js";
import { buildGroups, describePackage } from "./groups.js";
import type { Host } from "./host.js";
import { ownFolders } from "./inputs.js";
import type { ApiModel, FieldType, TypeModel, TypeRef } from "./model.js";
import { createPackageResolver, META_PACKAGE_ID, RUNTIME_PACKAGE, type PackageResolver } from "./package-resolver.js";
import { parsePackage, type PackageSource, type ParseOptions } from "./package-source.js";
import { META_SCALARS } from "./scalars.js";
import type { ImportedName } from "./source-file.js";
import type { ResolvedName } from "./type-reader.js";

export interface LoadOptions {
  readonly host: Host;
  readonly diagnostics: Diagnostics;
  /** Names of tags whose text after the name is a list of fields: `kubebuilder:resource`. */
  readonly markers: ReadonlySet<string>;
  /** What is known of hand-written files. */
  readonly functions?: FunctionCache;
}

/**
 * Reads the project's API types into a model: `apis/**` and, in this package itself, the meta types, with every package
 * that they import. All problems go to `diagnostics`; the model then holds what could be read, and nothing may be
 * generated from it.
 */
export function load(opts: LoadOptions): ApiModel {
  const resolver = createPackageResolver(opts.host);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  });
  const functions = opts.functions ?? new FunctionCache();
  const sources = parseAll(resolver, { ...opts, functions, project });
  const types = readTypes(sources, resolver, opts.diagnostics);
  const described = [...sources.values()]
    .sort((a, b) => (a.location.id < b.location.id ? -1 : 1))
    .map((source) => describePackage(source, types.get(source.location.id)!, opts.diagnostics));
  const { packages, groups } = buildGroups(described, opts.diagnostics);
  return createApiModel(packages, groups);
}

/** Parses the project's packages and, from import to import, those they use. */
function parseAll(resolver: PackageResolver, opts: ParseOptions): Map<string, PackageSource> {
  const sources = new Map<string, PackageSource>();
  const queue = ownFolders(opts.host).map((folder) => resolver.own(folder));
  for (let location = queue.shift(); location !== undefined; location = queue.shift()) {
    if (sources.has(location.id)) continue;
    const source = parsePackage(location, opts);
    sources.set(location.id, source);
    for (const imported of source.imports.values()) {
      const target = targetOf(source, imported, resolver);
      if (target.kind === "package") queue.push(target.location);
      else if (target.kind === "missing") {
        opts.diagnostics.error("KS1011", source.types.positionOf(imported.node), target.message);
      }
    }
  }
  return sources;
}

type ImportTarget =
  | { readonly kind: "package"; readonly location: ReturnType<PackageResolver["own"]> }
  | { readonly kind: "scalars" }
  | { readonly kind: "missing"; readonly message: string };

function targetOf(source: PackageSource, imported: ImportedName, resolver: PackageResolver): ImportTarget {
  const { specifier } = imported;
  const { location } = source;
  if (!specifier.startsWith(".")) {
    const found = resolver.resolve(specifier);
    if (found !== undefined) {
      // Scalars are re-exported beside the meta types and stand for themselves.
      return found.id === META_PACKAGE_ID && META_SCALARS.has(imported.name)
        ? { kind: "scalars" }
        : { kind: "package", location: found };
    }
    const message =
      `no API types are found at ${specifier}; API types may import ${RUNTIME_PACKAGE}/${META_PACKAGE_ID}, other apis ` +
      "packages of the project by a relative path, and those of an installed package by its name";
    return { kind: "missing", message };
  }
  const path = posix.join(location.folder, specifier);
  if (location.id === META_PACKAGE_ID && path === `${location.folder}/scalars.js`) return { kind: "scalars" };
  const folder = posix.dirname(path);
  if (posix.basename(path) !== "types.js") {
    return {
      kind: "missing",
      message: `API types are imported from \`types.js\` of their package, not from ${specifier}`,
    };
  }
  if (location.own) {
    if (folder.startsWith("apis/")) return { kind: "package", location: resolver.own(folder) };
    return { kind: "missing", message: `${specifier} is outside apis/, where all API types of a project are` };
  }
  // A package that comes built refers to its own packages by relative paths.
  const up = posix.relative(location.folder, folder);
  const found = resolver.resolve(posix.join(location.importPath, up));
  if (found !== undefined) return { kind: "package", location: found };
  return { kind: "missing", message: `${specifier} is not exported by the package that it belongs to` };
}

function readTypes(
  sources: ReadonlyMap<string, PackageSource>,
  resolver: PackageResolver,
  diagnostics: Diagnostics,
): ReadonlyMap<string, readonly TypeModel[]> {
  const keys: { readonly ref: TypeRef; readonly source: PackageSource; readonly node: Node }[] = [];
  let current: PackageSource | undefined;
  const lookup: DeclarationLookup = {
    diagnostics,
    find(packageId, name) {
      const source = sources.get(packageId);
      const node = source?.declarations.get(name);
      return source === undefined || node === undefined ? undefined : { source, node };
    },
    resolve: (source, name, node) => resolveName(source, name, node),
    checkKey(ref, node) {
      keys.push({ ref, source: current!, node });
    },
  };

  function resolveName(source: PackageSource, text: string, node: Node): ResolvedName {
    const [head, ...rest] = text.split(".") as [string, ...string[]];
    const imported = source.imports.get(head);
    if (imported === undefined) {
      if (rest.length > 0 || !source.declarations.has(head)) return { kind: "unknown" };
      return { kind: "type", type: { kind: "ref", ref: { packageId: source.location.id, name: head } } };
    }
    const target = targetOf(source, imported, resolver);
    if (target.kind === "missing") return { kind: "broken" };
    const name = imported.name === "*" ? rest.join(".") : [imported.name, ...rest].join(".");
    const scalar = META_SCALARS.get(name);
    const isMeta = target.kind === "scalars" || target.location.id === META_PACKAGE_ID;
    if (isMeta && scalar !== undefined) return { kind: "type", type: scalar };
    const packageId = target.kind === "scalars" ? META_PACKAGE_ID : target.location.id;
    if (lookup.find(packageId, name) === undefined) {
      const position = source.types.positionOf(node);
      diagnostics.error(
        "KS1009",
        position,
        `${imported.specifier} exports no type ${name}; correct the name or declare it there`,
      );
      return { kind: "broken" };
    }
    return { kind: "type", type: { kind: "ref", ref: { packageId, name } } };
  }

  const reader = new DeclarationReader(lookup);
  const types = new Map<string, readonly TypeModel[]>();
  for (const source of sources.values()) {
    current = source;
    const read = [...source.declarations.values()].flatMap((node) => reader.read(source, node) ?? []);
    types.set(
      source.location.id,
      read.sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }
  checkAliases(types, diagnostics);
  for (const { ref, source, node } of keys) {
    if (isStringAlias({ kind: "ref", ref }, types, 0)) continue;
    const message = `keys of maps are strings, and ${ref.name} is not an alias of string; write \`{ [key: string]: T }\``;
    diagnostics.error("KS1017", source.types.positionOf(node), message);
  }
  return types;
}

type TypesById = ReadonlyMap<string, readonly TypeModel[]>;

function lookUp(ref: TypeRef, types: TypesById): TypeModel | undefined {
  return types.get(ref.packageId)?.find((type) => type.name === ref.name);
}

function isStringAlias(type: FieldType, types: TypesById, depth: number): boolean {
  if (type.kind === "primitive") return type.name === "string";
  // The depth is bounded because a circle of aliases has its own diagnostic.
  const target = type.kind === "ref" && depth < 16 ? lookUp(type.ref, types) : undefined;
  return target?.kind === "alias" && isStringAlias(target.target, types, depth + 1);
}

/** An alias that leads back to itself without an interface between has no end. */
function checkAliases(types: TypesById, diagnostics: Diagnostics): void {
  for (const [packageId, all] of types) {
    for (const alias of all) {
      if (alias.kind !== "alias") continue;
      if (!leadsTo(alias.target, { packageId, name: alias.name }, types, new Set())) continue;
      const message = `${alias.name} is defined by itself; put an interface between`;
      diagnostics.error("KS1019", alias.position, message);
    }
  }
}

function leadsTo(type: FieldType, goal: TypeRef, types: TypesById, seen: Set<string>): boolean {
  switch (type.kind) {
    case "primitive":
    case "scalar":
      return false;
    case "array":
      return leadsTo(type.element, goal, types, seen);
    case "map":
      return leadsTo(type.value, goal, types, seen);
    case "ref": {
      const { packageId, name } = type.ref;
      if (packageId === goal.packageId && name === goal.name) return true;
      const key = `${packageId}.${name}`;
      if (seen.has(key)) return false;
      seen.add(key);
      const target = lookUp(type.ref, types);
      return target?.kind === "alias" && leadsTo(target.target, goal, types, seen);
    }
  }
}
