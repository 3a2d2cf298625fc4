import { existsSync, readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import type { RestConfig } from "../rest/index.js";
import type { ResolvedContext } from "./types.js";

/** Where a pod finds its service account. */
export const IN_CLUSTER_ROOT = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The config of a program that runs in a pod: its service account's token, which is read again as it is renewed.
 * @throws Error when the process is not in a cluster.
 * @see kubernetes/client-go rest/config.go, InClusterConfig
 */
export function inClusterConfig(
  opts: { readonly env?: { readonly [name: string]: string | undefined }; readonly root?: string } = {},
): ResolvedContext<RestConfig> {
  const { env = process.env, root = IN_CLUSTER_ROOT } = opts;
  const host = env["KUBERNETES_SERVICE_HOST"];
  const port = env["KUBERNETES_SERVICE_PORT"];
  if (!host || !port) {
    throw new Error(
      "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined",
    );
  }
  const tokenFile = join(root, "token");
  if (!existsSync(tokenFile)) throw new Error(`unable to load in-cluster configuration: there is no ${tokenFile}`);
  const caFile = join(root, "ca.crt");
  const namespaceFile = join(root, "namespace");
  return {
    config: {
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      tls: existsSync(caFile) ? { ca: readFileSync(caFile, "utf8") } : {},
      bearerTokenFile: tokenFile,
    },
    namespace: existsSync(namespaceFile) ? readFileSync(namespaceFile, "utf8").trim() : "default",
    context: "in-cluster",
  };
}
