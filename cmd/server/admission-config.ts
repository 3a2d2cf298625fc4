import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** The configuration of plug-ins by their names. */
export type AdmissionConfig = ReadonlyMap<string, unknown>;

/**
 * Reads an `apiserver.config.k8s.io/v1 AdmissionConfiguration`: for each plug-in its configuration, or a path to it that is
 * relative to the file.
 * @throws Error naming the flag and what is wrong with the file.
 */
export async function readAdmissionConfig(path: string | undefined): Promise<AdmissionConfig> {
  if (path === undefined) return new Map();
  try {
    const document = await readYAML(path);
    if (!isRecord(document) || document["kind"] !== "AdmissionConfiguration") {
      throw new Error("is not an AdmissionConfiguration");
    }
    const plugins = document["plugins"] ?? [];
    if (!Array.isArray(plugins)) throw new Error("plugins must be a list");
    const entries = plugins.map(async (plugin: unknown, index): Promise<[string, unknown]> => {
      if (!isRecord(plugin) || typeof plugin["name"] !== "string") throw new Error(`plugins[${index}] has no name`);
      const { name, configuration, path: file } = plugin;
      if (configuration === undefined && typeof file === "string" && file !== "") {
        return [name as string, await readYAML(resolve(dirname(path), file))];
      }
      return [name as string, configuration];
    });
    return new Map(await Promise.all(entries));
  } catch (err) {
    throw new Error(`--admission-control-config-file=${path}: ${(err as Error).message}`, { cause: err });
  }
}

async function readYAML(path: string): Promise<unknown> {
  const { parse } = await import("yaml");
  return parse(await readFile(path, "utf8")) as unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
