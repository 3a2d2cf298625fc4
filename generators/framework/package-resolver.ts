import { posix } from "node:path";

import type { Host } from "./host.js";

/** Where the files of a package of API types are. */
export interface PackageLocation {
  /** {@link PackageModel.id}. */
  readonly id: string;
  /** Folder of `doc` and `types`, relative to the project's root. */
  readonly folder: string;
  /** Ending of its source files: `.d.ts` for packages that come built. */
  readonly extension: ".ts" | ".d.ts";
  readonly own: boolean;
  readonly importPath: string;
  readonly generatedPath: string;
}

export const META_PACKAGE_ID = "apimachinery/meta/v1";

/** The name under which generated code and API types import the runtime. */
export const RUNTIME_PACKAGE = "kindsmith";

/** Turns import specifiers into package locations. */
export interface PackageResolver {
  /** The package of the project itself whose types are in `folder`. */
  own(folder: string): PackageLocation;
  /** The package that the bare specifier names; undefined when it cannot be found. */
  resolve(specifier: string): PackageLocation | undefined;
}

type ExportTarget = string | null | { readonly [condition: string]: ExportTarget } | readonly ExportTarget[];

interface Manifest {
  readonly name?: string;
  readonly exports?: ExportTarget;
}

/**
 * Resolves as Node does: the project's own name first, then `node_modules` upwards from the root. The `exports` map names
 * the declarations (condition `types`); a package that is not built is read from its sources.
 */
export function createPackageResolver(host: Host): PackageResolver {
  const manifests = new Map<string, Manifest | undefined>();
  const readManifest = (folder: string): Manifest | undefined => {
    if (!manifests.has(folder)) {
      const text = host.readFile(posix.join(folder, "package.json"));
      manifests.set(folder, text === undefined ? undefined : (JSON.parse(text) as Manifest));
    }
    return manifests.get(folder);
  };

  const own = (folder: string): PackageLocation => {
    const isMeta = folder === META_PACKAGE_ID;
    return {
      id: folder,
      folder,
      extension: ".ts",
      own: true,
      // Generated code imports the meta types as a user's project does.
      importPath: isMeta ? `${RUNTIME_PACKAGE}/${META_PACKAGE_ID}` : `${folder}/types.ts`,
      generatedPath: generatedPath(folder, true),
    };
  };

  const resolved = new Map<string, PackageLocation | undefined>();
  const find = (specifier: string): PackageLocation | undefined => {
    const name = packageName(specifier);
    const subpath = `.${specifier.slice(name.length)}`;
    const isSelf = readManifest(".")?.name === name;
    const root = isSelf ? "." : findPackage(host, name);
    if (root === undefined) return undefined;
    const exports = readManifest(root)?.exports;
    // Its own sources are what a project generates from, and a package without declarations has only those.
    for (const condition of isSelf ? ["kindsmith-source"] : ["types", "kindsmith-source"]) {
      const target = exports === undefined ? undefined : resolveExport(exports, subpath, condition);
      if (target === undefined) continue;
      const file = posix.join(root, target);
      const folder = posix.dirname(file);
      const extension = file.endsWith(".d.ts") ? ".d.ts" : ".ts";
      if (host.readFile(`${folder}/types${extension}`) === undefined) continue;
      if (isSelf) return own(folder);
      const inner = specifier.slice(name.length + 1);
      return {
        id: name === RUNTIME_PACKAGE && inner === META_PACKAGE_ID ? META_PACKAGE_ID : specifier,
        folder,
        extension,
        own: false,
        importPath: specifier,
        generatedPath: `${name}/${generatedPath(inner, false)}`,
      };
    }
    return undefined;
  };
  return {
    own,
    resolve(specifier) {
      if (!resolved.has(specifier)) resolved.set(specifier, find(specifier));
      return resolved.get(specifier);
    },
  };
}

/** `apis/wardle/v1` → `generated/wardle/v1`; `apis/wardle` → `generated/wardle/internal`. */
function generatedPath(folder: string, own: boolean): string {
  const parts = folder.split("/").slice(1);
  if (own && parts.length === 1) parts.push("internal");
  return ["generated", ...parts].join("/");
}

function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

// A workspace hoists dependencies a few folders above the project; deeper nesting than this is not seen in practice.
const MAX_LEVELS = 12;

function findPackage(host: Host, name: string): string | undefined {
  let folder = "node_modules";
  for (let level = 0; level < MAX_LEVELS; level++) {
    const root = `${folder}/${name}`;
    if (host.readFile(`${root}/package.json`) !== undefined) return root;
    folder = `../${folder}`;
  }
  return undefined;
}

function resolveExport(exports: ExportTarget, subpath: string, condition: string): string | undefined {
  if (exports === null || typeof exports === "string" || Array.isArray(exports)) return undefined;
  const map = exports as { readonly [key: string]: ExportTarget };
  const exact = map[subpath];
  if (exact !== undefined) return targetOf(exact, condition, "");
  const patterns = Object.keys(map)
    .filter((key) => key.includes("*"))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*"));
  for (const key of patterns) {
    const [head, tail] = key.split("*") as [string, string];
    if (!subpath.startsWith(head) || !subpath.endsWith(tail) || subpath.length < key.length) continue;
    return targetOf(map[key]!, condition, subpath.slice(head.length, subpath.length - tail.length));
  }
  return undefined;
}

function targetOf(target: ExportTarget, condition: string, star: string): string | undefined {
  if (target === null) return undefined;
  if (typeof target === "string") return target.replaceAll("*", star);
  if (Array.isArray(target)) {
    return target.map((one: ExportTarget) => targetOf(one, condition, star)).find((found) => found !== undefined);
  }
  const conditions = target as { readonly [condition: string]: ExportTarget };
  for (const [name, value] of Object.entries(conditions)) {
    if (name !== condition && name !== "import") continue;
    const found = targetOf(value, condition, star);
    if (found !== undefined) return found;
  }
  return undefined;
}
