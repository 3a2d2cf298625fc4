import { posix } from "node:path";

import type { Host } from "./host.js";
import { META_PACKAGE_ID } from "./package-resolver.js";

/** Folders of the project that hold API types of its own, sorted. */
export function ownFolders(host: Host): string[] {
  const folders = host
    .listFiles("apis")
    .filter((path) => posix.basename(path) === "types.ts")
    .map((path) => posix.dirname(path));
  const hasMeta = host.readFile(`${META_PACKAGE_ID}/types.ts`) !== undefined;
  return hasMeta ? [META_PACKAGE_ID, ...folders] : folders;
}

/**
 * Files beside the types that may hold functions, sorted; folders below are packages of their own. The version that is its
 * group's hub has those of the group's folder too.
 */
export function handWrittenFiles(host: Host, folder: string): string[] {
  const groupFolder = posix.dirname(folder);
  const isHub = /^apis\/[^/]+$/.test(groupFolder) && host.readFile(`${groupFolder}/types.ts`) === undefined;
  return [...(isHub ? scriptsIn(host, groupFolder) : []), ...scriptsIn(host, folder)];
}

function scriptsIn(host: Host, folder: string): string[] {
  return host
    .listFiles(folder)
    .filter((path) => posix.dirname(path) === folder && path.endsWith(".ts"))
    .filter((path) => !/(^|\/)(doc|types|scalars|index)\.ts$|\.test\.ts$|\.d\.ts$/.test(path));
}

/** Every file of the project itself that a run reads, sorted. */
export function ownInputs(host: Host): string[] {
  const found = ownFolders(host).flatMap((folder) => [
    ...["doc.ts", "types.ts"].map((name) => `${folder}/${name}`),
    ...handWrittenFiles(host, folder),
  ]);
  return [...new Set(found)].sort();
}
