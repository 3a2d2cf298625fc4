export interface KubeconfigInput {
  /** `https://host:port` */
  readonly server: string;
  /** PEM */
  readonly certificateAuthority: string;
  readonly user: {
    readonly name: string;
    readonly token?: string;
    /** PEM */
    readonly clientCertificate?: string;
    /** PEM */
    readonly clientKey?: string;
  };
}

/** A kubeconfig with one cluster, one user and one context, as YAML. */
export function kubeconfigText(input: KubeconfigInput): string {
  const { user } = input;
  const base64 = (pem: string): string => Buffer.from(pem).toString("base64");
  const lines = [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    "- name: kindsmith",
    "  cluster:",
    `    server: ${input.server}`,
    `    certificate-authority-data: ${base64(input.certificateAuthority)}`,
    "contexts:",
    "- name: kindsmith",
    "  context:",
    "    cluster: kindsmith",
    `    user: ${user.name}`,
    "current-context: kindsmith",
    "users:",
    `- name: ${user.name}`,
    "  user:",
  ];
  if (user.clientCertificate !== undefined)
    lines.push(`    client-certificate-data: ${base64(user.clientCertificate)}`);
  if (user.clientKey !== undefined) lines.push(`    client-key-data: ${base64(user.clientKey)}`);
  if (user.token !== undefined) lines.push(`    token: ${user.token}`);
  return `${lines.join("\n")}\n`;
}
