import { posix } from "node:path";

import type { Host } from "../../../generators/framework/host.js";
import { compareVersions, isVersionName } from "../../../generators/framework/names.js";
import { CommandError } from "../io.js";

/** A group of the project as its files show it. */
export interface GroupLayout {
  readonly dir: string;
  readonly group: string;
  /** The preferred one first. */
  readonly versions: readonly string[];
  /** The group has types of its own between which versions convert. */
  readonly hasHub: boolean;
  /** Prefix in identifiers, when a tag says one. */
  readonly goName: string | undefined;
}

/** The groups below apis/, by what the comments in their doc.ts say. */
export function findGroups(host: Host): readonly GroupLayout[] {
  const byDir = new Map<string, string[]>();
  for (const path of host.listFiles("apis")) {
    const [, dir, ...rest] = path.split("/") as [string, string, ...string[]];
    if (rest.length > 0) byDir.set(dir, [...(byDir.get(dir) ?? []), rest.join("/")]);
  }
  return [...byDir].flatMap(([dir, files]) => {
    const docs = files.filter((path) => posix.basename(path) === "doc.ts");
    if (docs.length === 0) return [];
    const texts = docs.map((path) => host.readFile(`apis/${dir}/${path}`) ?? "");
    const tag = (name: string): string | undefined =>
      texts
        .map((text) => new RegExp(`^[\\s/*]*\\+${name}=(.*?)\\s*(?:\\*/)?$`, "m").exec(text)?.[1])
        .find((value) => value !== undefined);
    const versions = files
      .filter((path) => posix.basename(path) === "types.ts")
      .map((path) => posix.dirname(path))
      .filter(isVersionName);
    return {
      dir,
      group: tag("groupName") ?? dir,
      versions: versions.sort(compareVersions),
      hasHub: files.includes("types.ts"),
      goName: tag("groupGoName"),
    };
  });
}

/** The group of that name or folder; undefined when there is none. */
export function findGroup(host: Host, name: string): GroupLayout | undefined {
  const groups = findGroups(host);
  return groups.find(({ group }) => group === name) ?? groups.find(({ dir }) => dir === name);
}

/** The group of that name or folder. @throws CommandError when there is none. */
export function requireGroup(host: Host, name: string): GroupLayout {
  const found = findGroup(host, name);
  if (found !== undefined) return found;
  const known = findGroups(host).map(({ group, dir }) => group || dir);
  const hint = known.length === 0 ? "there is none yet" : `there are ${known.join(", ")}`;
  throw new CommandError(`no group ${name} in apis/; ${hint}`);
}
