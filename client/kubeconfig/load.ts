import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { RestConfig } from "../rest/index.js";
import { IN_CLUSTER_ROOT, inClusterConfig } from "./in-cluster.js";
import { mergeKubeconfigs, parseKubeconfig } from "./parse.js";
import { restConfigFromKubeconfig } from "./resolve.js";
import type { Kubeconfig, ResolvedContext } from "./types.js";

export interface LoadOptions {
  /** One file, as `--kubeconfig` names it; it must exist. Default: `$KUBECONFIG`, then `~/.kube/config`. */
  readonly path?: string;
  /** Default: the file's current-context. */
  readonly context?: string;
  /** Default `process.env`. */
  readonly env?: { readonly [name: string]: string | undefined };
}

/** The kubeconfig from its usual places; several files in `$KUBECONFIG` are merged and may be missing. */
export function loadKubeconfig(opts: LoadOptions = {}): Kubeconfig {
  if (opts.path !== undefined) return read(opts.path);
  const listed = (opts.env ?? process.env)["KUBECONFIG"];
  const paths = listed ? listed.split(delimiter).filter((path) => path !== "") : [join(homedir(), ".kube", "config")];
  return mergeKubeconfigs(paths.filter((path) => existsSync(path)).map(read));
}

/**
 * How to reach the server that a program is meant to talk to: the kubeconfig, or inside a pod without one the pod's own
 * service account.
 * @throws Error when there is neither, or the kubeconfig is not valid.
 */
export function loadRestConfig(opts: LoadOptions = {}): ResolvedContext<RestConfig> {
  const kubeconfig = loadKubeconfig(opts);
  const env = opts.env ?? process.env;
  const empty = kubeconfig.contexts.length === 0 && kubeconfig.clusters.length === 0;
  if (empty && opts.path === undefined && env["KUBERNETES_SERVICE_HOST"] !== undefined) {
    return inClusterConfig({ env, root: IN_CLUSTER_ROOT });
  }
  return restConfigFromKubeconfig(kubeconfig, opts.context === undefined ? {} : { context: opts.context });
}

function read(path: string): Kubeconfig {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(`unable to read kubeconfig ${path}: ${(cause as Error).message}`, { cause });
  }
  return parseKubeconfig(text, path);
}
