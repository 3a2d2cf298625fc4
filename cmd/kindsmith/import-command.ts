import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parseAllDocuments } from "yaml";

import { compareVersions, isVersionName, pascalCase } from "../../generators/framework/names.js";
import { CommandError, type ExitCode, type Io } from "./io.js";
import { packagesOfDefinition, type CustomResourceDefinition } from "./import/custom-resource.js";
import { emitTypes } from "./import/emit-types.js";
import { packagesOfDocument, type OpenAPIDocument } from "./import/openapi-document.js";
import type { ImportedPackage } from "./import/schema.js";
import { findProject } from "./project.js";
import { addGroup, defaultDir } from "./scaffold/add-version.js";
import { ChangeSet } from "./scaffold/change-set.js";
import { findGroup } from "./scaffold/layout.js";
import { stripTags } from "./scaffold/strip-tags.js";

/** `kindsmith import FILE` */
export async function importTypes(file: string, io: Io): Promise<ExitCode> {
  const host = findProject(io.cwd);
  const changes = new ChangeSet(host);
  const packages = mergePackages(readDocuments(resolve(io.cwd, file)).flatMap(packagesOf));
  const byGroup = new Map<string, ImportedPackage[]>();
  for (const pkg of packages) byGroup.set(pkg.group, [...(byGroup.get(pkg.group) ?? []), pkg]);
  for (const [group, versions] of byGroup) {
    const layout = findGroup(host, group) ?? (await addGroup(host, changes, group, defaultDir(group)));
    const { dir } = layout;
    if (layout.versions.length > 0) {
      throw new CommandError(
        `group ${group} has types in apis/${dir} already; import into a project without it, and move what you need`,
      );
    }
    const goName = layout.goName ?? pascalCase(dir);
    const modelGroup = group.split(".").reverse().join(".");
    for (const pkg of versions) {
      const { version } = pkg;
      const hub = versions.length > 1 ? `apis/${dir}` : "";
      const view = { group, version, goName, modelPackage: `${modelGroup}.${version}`, hub };
      await changes.create(`apis/${dir}/${version}/doc.ts`, "version-doc-json", view);
      await changes.write(`apis/${dir}/${version}/types.ts`, emitTypes(pkg));
    }
    // Versions convert through the hub, which begins as the most stable of them.
    const [preferred] = [...versions].sort((a, b) => compareVersions(a.version, b.version));
    if (versions.length > 1) await changes.write(`apis/${dir}/types.ts`, stripTags(emitTypes(preferred!)));
  }
  changes.apply(io);
  io.out("next: kindsmith generate\n");
  return 0;
}

function readDocuments(path: string): readonly unknown[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (err) {
    throw new CommandError(`${path} cannot be read: ${(err as Error).message}`);
  }
  // JSON is YAML too.
  return parseAllDocuments(text).map((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) throw new CommandError(`${path} is neither YAML nor JSON: ${problem.message}`);
    return document.toJS() as unknown;
  });
}

function packagesOf(document: unknown): ImportedPackage[] {
  if (typeof document !== "object" || document === null) return [];
  const { kind, apiVersion, openapi, swagger, items } = document as Readonly<Record<string, unknown>>;
  if (kind === "List" && Array.isArray(items)) return items.flatMap(packagesOf);
  if (kind === "CustomResourceDefinition") {
    if (apiVersion === "apiextensions.k8s.io/v1") return packagesOfDefinition(document as CustomResourceDefinition);
    throw new CommandError(
      `${String(apiVersion)} definitions are not read; convert them to apiextensions.k8s.io/v1 first`,
    );
  }
  if (openapi !== undefined || swagger !== undefined) return packagesOfDocument(document as OpenAPIDocument);
  throw new CommandError("there is neither an OpenAPI document nor a CustomResourceDefinition in the file");
}

/** Several definitions of one group and version make one package. */
function mergePackages(packages: readonly ImportedPackage[]): readonly ImportedPackage[] {
  const merged = new Map<string, ImportedPackage>();
  for (const pkg of packages) {
    const key = `${pkg.group}/${pkg.version}`;
    if (!isVersionName(pkg.version)) throw new CommandError(`${key}: versions are named like v1, v1beta1 or v2alpha3`);
    const other = merged.get(key);
    merged.set(key, other === undefined ? pkg : { ...pkg, kinds: [...other.kinds, ...pkg.kinds] });
  }
  if (merged.size === 0) throw new CommandError("the file is empty");
  return [...merged.values()];
}
