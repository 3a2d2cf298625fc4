import { readFileSync } from "node:fs";
import type { ImpersonationConfig, RestConfig, TLSConfig } from "../rest/index.js";
import type { Kubeconfig, KubeconfigCluster, KubeconfigUser, ResolvedContext } from "./types.js";

/**
 * The client's config for one context of a kubeconfig; files that it names are read now, a token file later and again.
 * @throws Error listing everything that is wrong.
 * @see kubernetes/client-go tools/clientcmd/{client_config,validation}.go
 */
export function restConfigFromKubeconfig(
  kubeconfig: Kubeconfig,
  opts: { readonly context?: string } = {},
): ResolvedContext<RestConfig> {
  const name = opts.context ?? kubeconfig["current-context"] ?? "";
  if (name === "") throw new Error("invalid configuration: no context chosen: set current-context");
  const context = kubeconfig.contexts.find((c) => c.name === name)?.context;
  if (context === undefined) throw new Error(`invalid configuration: context "${name}" does not exist`);
  const problems: string[] = [];
  const cluster = referenced(
    "cluster",
    context.cluster,
    name,
    problems,
    (wanted) => kubeconfig.clusters.find((c) => c.name === wanted)?.cluster,
  );
  const user = referenced(
    "user",
    context.user,
    name,
    problems,
    (wanted) => kubeconfig.users.find((u) => u.name === wanted)?.user,
  );
  if (cluster !== undefined) problems.push(...clusterProblems(cluster, context.cluster!));
  if (user !== undefined) problems.push(...userProblems(user, context.user!));
  if (cluster === undefined || user === undefined || problems.length > 0) {
    throw new Error(`invalid configuration: ${problems.length === 1 ? problems[0]! : `[${problems.join(", ")}]`}`);
  }
  return { config: toRestConfig(cluster, user), namespace: context.namespace || "default", context: name };
}

function referenced<T>(
  what: string,
  wanted: string | undefined,
  context: string,
  problems: string[],
  find: (name: string) => T | undefined,
): T | undefined {
  if (wanted === undefined || wanted === "") {
    problems.push(`${what} was not specified for context "${context}"`);
    return undefined;
  }
  const found = find(wanted);
  if (found === undefined) problems.push(`${what} "${wanted}" was not found for context "${context}"`);
  return found;
}

function clusterProblems(cluster: KubeconfigCluster, name: string): string[] {
  const problems: string[] = [];
  if (!cluster.server) problems.push(`no server found for cluster "${name}"`);
  if (cluster["proxy-url"]) problems.push(`proxy-url of cluster "${name}" is not supported`);
  const hasCA = cluster["certificate-authority"] || cluster["certificate-authority-data"];
  if (cluster["insecure-skip-tls-verify"] === true && hasCA) {
    problems.push(`certificate-authority and insecure-skip-tls-verify are both set for cluster "${name}"`);
  }
  return problems;
}

function userProblems(user: KubeconfigUser, name: string): string[] {
  const problems: string[] = [];
  if (user.exec !== undefined) {
    problems.push(
      `user "${name}" authenticates with an exec plugin (${user.exec.command ?? "no command"}), which is not supported: put a token or a client certificate into the kubeconfig`,
    );
  }
  if (user["auth-provider"] !== undefined) {
    problems.push(`auth-provider "${user["auth-provider"].name ?? ""}" of user "${name}" is not supported`);
  }
  const hasCert = Boolean(user["client-certificate"] || user["client-certificate-data"]);
  const hasKey = Boolean(user["client-key"] || user["client-key-data"]);
  if (hasCert && !hasKey) {
    problems.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  }
  if (hasKey && !hasCert) problems.push(`client-key of user "${name}" has no client-certificate`);
  const methods = [...(user.token || user.tokenFile ? ["token"] : []), ...(user.username ? ["basicAuth"] : [])];
  if (methods.length > 1) {
    problems.push(
      `more than one authentication method found for ${name}; found [${methods.join(" ")}], only one is allowed`,
    );
  }
  const asksMore = user["as-uid"] || user["as-groups"]?.length || Object.keys(user["as-user-extra"] ?? {}).length;
  if (asksMore && !user.as)
    problems.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
  return problems;
}

function toRestConfig(cluster: KubeconfigCluster, user: KubeconfigUser): RestConfig {
  const ca = pem(cluster["certificate-authority-data"], cluster["certificate-authority"], "certificate-authority");
  const cert = pem(user["client-certificate-data"], user["client-certificate"], "client-certificate");
  const key = pem(user["client-key-data"], user["client-key"], "client-key");
  const serverName = cluster["tls-server-name"];
  const tls: TLSConfig = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(cluster["insecure-skip-tls-verify"] === true && { insecureSkipTLSVerify: true }),
    ...(serverName ? { serverName } : {}),
  };
  return {
    server: cluster.server!,
    tls,
    ...(user.token ? { bearerToken: user.token } : {}),
    // As upstream: a token in the file itself wins over one in a file beside it.
    ...(user.tokenFile && !user.token ? { bearerTokenFile: user.tokenFile } : {}),
    ...(user.username ? { username: user.username, password: user.password ?? "" } : {}),
    ...(user.as ? { impersonate: impersonation(user, user.as) } : {}),
  };
}

function impersonation(user: KubeconfigUser, as: string): ImpersonationConfig {
  return {
    user: as,
    ...(user["as-uid"] ? { uid: user["as-uid"] } : {}),
    ...(user["as-groups"] !== undefined && { groups: user["as-groups"] }),
    ...(user["as-user-extra"] !== undefined && { extra: user["as-user-extra"] }),
  };
}

function pem(data: string | undefined, path: string | undefined, setting: string): string | undefined {
  if (data) return Buffer.from(data, "base64").toString("utf8");
  if (!path) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(`unable to read ${setting} ${path}: ${(cause as Error).message}`, { cause });
  }
}
