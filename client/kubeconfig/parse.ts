import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import type { Kubeconfig, KubeconfigCluster, KubeconfigUser } from "./types.js";

/**
 * Reads a kubeconfig's text (YAML or JSON). Relative paths in it become absolute, as seen from `path`, which also names
 * the file in errors.
 * @throws Error when the text is no kubeconfig.
 */
export function parseKubeconfig(text: string, path: string): Kubeconfig {
  let read: unknown;
  try {
    read = parse(text) as unknown;
  } catch (cause) {
    throw new Error(`${path}: not YAML: ${(cause as Error).message}`, { cause });
  }
  if (read === null) return { clusters: [], users: [], contexts: [] };
  if (typeof read !== "object" || Array.isArray(read)) throw new Error(`${path}: a kubeconfig must be an object`);
  const config = read as Partial<Kubeconfig>;
  if (config.kind !== undefined && config.kind !== "Config") {
    throw new Error(`${path}: kind must be Config, got ${JSON.stringify(config.kind)}`);
  }
  if (config.apiVersion !== undefined && config.apiVersion !== "v1") {
    throw new Error(`${path}: apiVersion must be v1, got ${JSON.stringify(config.apiVersion)}`);
  }
  const folder = dirname(resolve(path));
  return {
    clusters: named(config.clusters, path, "clusters").map((c) => ({
      ...c,
      cluster: absoluteCluster(c.cluster, folder),
    })),
    users: named(config.users, path, "users").map((u) => ({ ...u, user: absoluteUser(u.user, folder) })),
    contexts: named(config.contexts, path, "contexts").map((c) => ({ ...c, context: c.context ?? {} })),
    ...(config["current-context"] !== undefined && { "current-context": config["current-context"] }),
  };
}

/** Puts several files together: the first file that names a thing decides it. */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  const current = configs.map((c) => c["current-context"]).find((name) => name !== undefined && name !== "");
  return {
    clusters: firstOfEachName(configs.flatMap((c) => c.clusters)),
    users: firstOfEachName(configs.flatMap((c) => c.users)),
    contexts: firstOfEachName(configs.flatMap((c) => c.contexts)),
    ...(current !== undefined && { "current-context": current }),
  };
}

function named<T extends { readonly name: string }>(
  list: readonly T[] | null | undefined,
  path: string,
  field: string,
): readonly T[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new Error(`${path}: ${field} must be a list`);
  for (const entry of list as readonly T[]) {
    if (typeof entry?.name !== "string") throw new Error(`${path}: an entry of ${field} has no name`);
  }
  return list;
}

function firstOfEachName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  const byName = new Map<string, T>();
  for (const entry of list) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()];
}

function absoluteCluster(cluster: KubeconfigCluster | undefined, folder: string): KubeconfigCluster {
  return absolute(cluster ?? {}, folder, ["certificate-authority"]);
}

function absoluteUser(user: KubeconfigUser | undefined, folder: string): KubeconfigUser {
  return absolute(user ?? {}, folder, ["client-certificate", "client-key", "tokenFile"]);
}

function absolute<T extends object>(entry: T, folder: string, fields: readonly (keyof T)[]): T {
  const result = { ...entry };
  for (const field of fields) {
    const path = result[field];
    if (typeof path === "string" && path !== "") result[field] = resolve(folder, path) as T[keyof T];
  }
  return result;
}
