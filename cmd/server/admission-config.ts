import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";
import { duplicate, type ErrorList } from "../../apimachinery/validation/index.js";
import { configProblems, readConfigText, type ConfigObject } from "../../apiserver/config/index.js";

/** The configuration of plug-ins by their names. */
export type AdmissionConfig = ReadonlyMap<string, unknown>;

const API_VERSIONS = ["apiserver.config.k8s.io/v1", "apiserver.k8s.io/v1alpha1"];

/**
 * Reads an `apiserver.config.k8s.io/v1 AdmissionConfiguration`: for each plug-in its configuration, or a path to it that is
 * relative to the file. What stands in the file itself wins, as upstream.
 * @throws Error naming the flag and what is wrong with the file
 */
export async function readAdmissionConfig(path: string | undefined): Promise<AdmissionConfig> {
  if (path === undefined) return new Map();
  try {
    const errors: ErrorList = [];
    const text = await readFile(path, "utf8");
    const document = readConfigText(text, { apiVersions: API_VERSIONS, kind: "AdmissionConfiguration" }, errors);
    const plugins = document.objects("plugins").map((plugin) => readPlugin(plugin));
    document.end();
    const names = new Set<string | undefined>();
    plugins.forEach(({ name }, i) => {
      if (names.has(name)) errors.push(duplicate(document.at("plugins").index(i).child("name"), name));
      names.add(name);
    });
    if (errors.length > 0) throw new Error(configProblems(errors).join("; "));
    const entries = plugins.map(async ({ name, file, configuration }): Promise<[string, unknown]> => {
      const read = configuration === undefined && file !== undefined;
      return [name ?? "", read ? await readYAML(resolve(dirname(path), file)) : configuration];
    });
    return new Map(await Promise.all(entries));
  } catch (err) {
    throw new Error(`--admission-control-config-file=${path}: ${(err as Error).message}`, { cause: err });
  }
}

function readPlugin(plugin: ConfigObject) {
  const read = {
    name: plugin.string("name", { required: true }),
    file: plugin.string("path"),
    configuration: plugin.value("configuration"),
  };
  plugin.end();
  return read;
}

async function readYAML(path: string): Promise<unknown> {
  const { value, repeatedKeys } = parseYAML(await readFile(path));
  if (repeatedKeys !== undefined) throw new Error(`${path}: ${repeatedKeys}`);
  return value;
}
