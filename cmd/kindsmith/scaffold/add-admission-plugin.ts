import { posix } from "node:path";

import type { Host } from "../../../generators/framework/host.js";
import { CommandError } from "../io.js";
import type { GroupVersionArgument } from "./arguments.js";
import type { ChangeSet } from "./change-set.js";
import { addImport, addProperty, declaresType } from "./edit-source.js";
import { requireGroup } from "./layout.js";

const INDEX = "admission/index.ts";

/** The kind that a plug-in is about. */
export interface PluginKind extends GroupVersionArgument {
  readonly kind: string;
}

/**
 * Adds an admission plug-in and names it among those that the server runs. With `about`, it sees writes of that kind alone,
 * in the type that plug-ins get: the hub's where the group has one.
 */
export async function addAdmissionPlugin(
  host: Host,
  changes: ChangeSet,
  name: string,
  about?: PluginKind,
): Promise<void> {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    throw new CommandError(
      `${JSON.stringify(name)} is not a plug-in's name; write it in CamelCase, such as DenyBadNames`,
      2,
    );
  }
  const file = name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  const factory = `${camel}Plugin`;
  const template = about === undefined ? "admission-plugin" : "admission-plugin-of-kind";
  const kind = about === undefined ? {} : typeOf(host, about);
  await changes.create(`admission/${file}.ts`, template, { name, factory, ...kind });
  if (changes.read(INDEX) === undefined) await changes.create(INDEX, "admission-index", {});
  const listed = addProperty(changes.read(INDEX)!, "admissionPlugins", `${name}: ${factory},`);
  await changes.write(INDEX, addImport(listed, `./${file}.js`, [factory]));
}

function typeOf(host: Host, { group: name, version, kind }: PluginKind) {
  const { dir, group, versions, hasHub } = requireGroup(host, name);
  if (!versions.includes(version)) throw new CommandError(`${group} has no version ${version}`);
  const types = (folder: string): string => posix.join("apis", dir, folder, "types.ts");
  if (!declaresType(host.readFile(types(version)) ?? "", kind)) {
    throw new CommandError(`${types(version)} declares no kind ${kind}`);
  }
  // A kind that is in one version only is its own hub.
  const hub = types("");
  const path = hasHub && declaresType(host.readFile(hub) ?? "", kind) ? hub : types(version);
  return { group, kind, module: `../${path.replace(/\.ts$/, ".js")}` };
}
