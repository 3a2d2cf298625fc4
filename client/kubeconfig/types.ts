/**
 * A kubeconfig file, as far as it is read here. Relative paths in it are relative to the file's folder.
 * @see kubernetes/client-go tools/clientcmd/api/v1/types.go
 */
export interface Kubeconfig {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly clusters: readonly { readonly name: string; readonly cluster: KubeconfigCluster }[];
  readonly users: readonly { readonly name: string; readonly user: KubeconfigUser }[];
  readonly contexts: readonly { readonly name: string; readonly context: KubeconfigContext }[];
  readonly "current-context"?: string;
}

export interface KubeconfigCluster {
  readonly server?: string;
  readonly "tls-server-name"?: string;
  readonly "insecure-skip-tls-verify"?: boolean;
  readonly "certificate-authority"?: string;
  /** Base64 of PEM; wins over the file. */
  readonly "certificate-authority-data"?: string;
  readonly "proxy-url"?: string;
}

export interface KubeconfigUser {
  readonly "client-certificate"?: string;
  readonly "client-certificate-data"?: string;
  readonly "client-key"?: string;
  readonly "client-key-data"?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly as?: string;
  readonly "as-uid"?: string;
  readonly "as-groups"?: readonly string[];
  readonly "as-user-extra"?: { readonly [key: string]: readonly string[] };
  readonly exec?: { readonly command?: string };
  readonly "auth-provider"?: { readonly name?: string };
}

export interface KubeconfigContext {
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
}

/** What a kubeconfig says of one context. */
export interface ResolvedContext<Config> {
  readonly config: Config;
  /** Default `default`. */
  readonly namespace: string;
  /** Name of the context. */
  readonly context: string;
}
