import { compareVersions, pascalCase } from "../../../generators/framework/names.js";
import type { Host } from "../../../generators/framework/host.js";
import { CommandError } from "../io.js";
import type { GroupVersionArgument } from "./arguments.js";
import type { ChangeSet } from "./change-set.js";
import { addPackageTag } from "./package-tags.js";
import { redirectImports } from "./edit-source.js";
import { findGroup, findGroups, type GroupLayout } from "./layout.js";
import { stripTags } from "./strip-tags.js";

/** Makes the folder of a group with the comment that names it. */
export async function addGroup(host: Host, changes: ChangeSet, group: string, dir: string): Promise<GroupLayout> {
  const existing = findGroup(host, group);
  if (existing !== undefined) throw new CommandError(`group ${existing.group} exists in apis/${existing.dir}`);
  const taken = findGroups(host).find((one) => one.dir === dir);
  if (taken !== undefined) {
    throw new CommandError(`apis/${dir} belongs to the group ${taken.group}; choose another folder with --dir`);
  }
  await changes.create(`apis/${dir}/doc.ts`, "hub-doc", { group, goName: pascalCase(dir) });
  return { dir, group, versions: [], hasHub: false, goName: pascalCase(dir) };
}

/**
 * Makes a version of a group that exists. The first one starts empty; a further one starts as a copy of the preferred
 * one, and the second brings the hub types between which the versions convert.
 */
export async function addVersion(
  host: Host,
  changes: ChangeSet,
  layout: GroupLayout,
  version: string,
): Promise<GroupLayout> {
  const { dir, group, versions } = layout;
  if (versions.includes(version)) throw new CommandError(`${group}/${version} exists in apis/${dir}/${version}`);
  const folder = `apis/${dir}/${version}`;
  const preferred = versions[0];
  const hasHub = preferred !== undefined;
  await changes.create(`${folder}/doc.ts`, "version-doc", {
    group,
    version,
    goName: layout.goName ?? pascalCase(dir),
    modelPackage: `${group.split(".").reverse().join(".")}.${version}`,
    hub: hasHub ? `apis/${dir}` : "",
  });
  if (preferred === undefined) {
    await changes.write(`${folder}/types.ts`, "export {};\n");
  } else {
    const types = changes.read(`apis/${dir}/${preferred}/types.ts`)!;
    // Objects stay where they are stored until somebody decides otherwise.
    await changes.write(`${folder}/types.ts`, types.replace(/^ *\* \+kubebuilder:storageversion\n/gm, ""));
    if (!layout.hasHub) await addHub(host, changes, layout, preferred);
  }
  return { ...layout, versions: [...versions, version].sort(compareVersions), hasHub };
}

async function addHub(host: Host, changes: ChangeSet, layout: GroupLayout, only: string): Promise<void> {
  const { dir, group } = layout;
  const types = changes.read(`apis/${dir}/${only}/types.ts`)!;
  await changes.write(`apis/${dir}/types.ts`, stripTags(types));
  const docPath = `apis/${dir}/doc.ts`;
  if (changes.read(docPath) === undefined) {
    await changes.create(docPath, "hub-doc", { group, goName: layout.goName ?? pascalCase(dir) });
  }
  const versionDoc = `apis/${dir}/${only}/doc.ts`;
  await changes.write(versionDoc, addPackageTag(changes.read(versionDoc)!, `+k8s:conversion-gen=apis/${dir}`));
  // Hooks and validation beside the group work with the hub from now on.
  for (const path of host.listFiles(`apis/${dir}`)) {
    if (path.split("/").length !== 3 || !path.endsWith(".ts") || path === docPath) continue;
    const content = changes.read(path)!;
    const redirected = redirectImports(content, `./${only}/types.js`, "./types.js");
    if (redirected !== content) await changes.write(path, redirected);
  }
}

/** The group and version, made where they do not exist. */
export async function ensureVersion(
  host: Host,
  changes: ChangeSet,
  { group, version }: GroupVersionArgument,
): Promise<GroupLayout> {
  const layout = findGroup(host, group) ?? (await addGroup(host, changes, group, defaultDir(group)));
  return layout.versions.includes(version) ? layout : addVersion(host, changes, layout, version);
}

/** `wardle.example.com` → `wardle`; the group without a name is `core`. */
export function defaultDir(group: string): string {
  return group === "" ? "core" : group.split(".")[0]!;
}
