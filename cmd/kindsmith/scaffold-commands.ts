import { resolve } from "node:path";

import { NodeHost } from "../../generators/framework/node-host.js";
import { CommandError, type ExitCode, type Io } from "./io.js";
import { findProject } from "./project.js";
import { addAdmissionPlugin } from "./scaffold/add-admission-plugin.js";
import { addKind } from "./scaffold/add-kind.js";
import { addSubresource } from "./scaffold/add-subresource.js";
import { addGroup, addVersion, defaultDir } from "./scaffold/add-version.js";
import { parseGroup, parseGroupVersion, parseKind, parseSegment } from "./scaffold/arguments.js";
import { ChangeSet } from "./scaffold/change-set.js";
import { initProject } from "./scaffold/init.js";
import { requireGroup } from "./scaffold/layout.js";

const NEXT = "next: kindsmith generate\n";

export async function init(dir: string, flags: { readonly kindsmith?: string }, io: Io): Promise<ExitCode> {
  const root = resolve(io.cwd, dir);
  const changes = new ChangeSet(new NodeHost(root));
  await initProject(changes, root, { dependency: flags.kindsmith });
  changes.apply(io);
  io.out(`next: cd ${dir} && npm install && npx kindsmith add kind things.example.com/v1alpha1 Thing\n`);
  return 0;
}

export async function addGroupCommand(text: string, flags: { readonly dir?: string }, io: Io): Promise<ExitCode> {
  const group = parseGroup(text);
  const dir = parseSegment(flags.dir ?? defaultDir(group), "a folder");
  const { host, changes } = open(io);
  await addGroup(host, changes, group, dir);
  changes.apply(io);
  io.out(`next: kindsmith add version ${group}/v1alpha1\n`);
  return 0;
}

export async function addVersionCommand(text: string, io: Io): Promise<ExitCode> {
  const { group, version } = parseGroupVersion(text);
  const { host, changes } = open(io);
  await addVersion(host, changes, requireGroup(host, group), version);
  changes.apply(io);
  io.out(NEXT);
  return 0;
}

export interface AddKindFlags {
  readonly clusterScoped?: boolean;
  readonly plural?: string;
  readonly status: boolean;
}

export async function addKindCommand(text: string, kind: string, flags: AddKindFlags, io: Io): Promise<ExitCode> {
  const groupVersion = parseGroupVersion(text);
  const name = parseKind(kind);
  const plural = flags.plural === undefined ? undefined : parseSegment(flags.plural, "a plural");
  const { host, changes } = open(io);
  await addKind(host, changes, groupVersion, name, {
    clusterScoped: flags.clusterScoped === true,
    plural,
    hasStatus: flags.status,
  });
  changes.apply(io);
  io.out(NEXT);
  return 0;
}

export async function addSubresourceCommand(text: string, kind: string, name: string, io: Io): Promise<ExitCode> {
  const groupVersion = parseGroupVersion(text);
  const { host, changes } = open(io);
  await addSubresource(host, changes, groupVersion, parseKind(kind), parseSegment(name, "a subresource"));
  changes.apply(io);
  io.out(NEXT);
  return 0;
}

export async function addAdmissionPluginCommand(
  name: string,
  about: { readonly groupVersion?: string | undefined; readonly kind?: string | undefined },
  io: Io,
): Promise<ExitCode> {
  const { groupVersion, kind } = about;
  if (groupVersion !== undefined && kind === undefined) {
    throw new CommandError(`${groupVersion} needs a kind after it, such as Flunder`, 2);
  }
  const { host, changes } = open(io);
  const pluginKind =
    groupVersion === undefined || kind === undefined
      ? undefined
      : { ...parseGroupVersion(groupVersion), kind: parseKind(kind) };
  await addAdmissionPlugin(host, changes, name, pluginKind);
  changes.apply(io);
  return 0;
}

function open(io: Io): { readonly host: NodeHost; readonly changes: ChangeSet } {
  const host = findProject(io.cwd);
  return { host, changes: new ChangeSet(host) };
}
