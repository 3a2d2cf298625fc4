/**
 * What a kube-apiserver start line may say and this server does not: flags that upstream has renamed or dropped, and those
 * of parts that are not here. An entry whose name this server has a flag of its own for is never asked.
 * @see kubernetes cmd/kube-apiserver, of every minor version
 */
export type LegacyFlag = {
  /** What it is written with: switches may stand alone. */
  readonly takes: "value" | "switch";
} & (
  | { readonly outcome: "renamed"; readonly to: string }
  /** Ignored; the text follows `has no effect: `. */
  | { readonly outcome: "ignored"; readonly because: string }
  /** To ignore it would let people in, or lose sight of what is stored. */
  | { readonly outcome: "refused"; readonly instead: string }
);

interface Ignored {
  readonly because: string;
  readonly values?: readonly string[];
  readonly switches?: readonly string[];
}

const IGNORED: readonly Ignored[] = [
  {
    because: "kubelets are called by TLS at the port that their Node names",
    values: ["kubelet-port", "kubelet-read-only-port", "kubelet-timeout", "ssh-keyfile", "ssh-user", "tls-ca-file"],
    switches: ["kubelet-https"],
  },
  {
    because: "requests are passed on to no other API server",
    values: [
      "peer-advertise-ip",
      "peer-advertise-port",
      "peer-ca-file",
      "proxy-client-cert-file",
      "proxy-client-key-file",
    ],
    switches: ["aggregator-reject-forwarding-redirect", "enable-aggregator-routing"],
  },
  {
    because: "users that a proxy names in headers are not believed; clients need credentials of their own",
    values: [
      "requestheader-allowed-names",
      "requestheader-client-ca-file",
      "requestheader-extra-headers-prefix",
      "requestheader-group-headers",
      "requestheader-uid-headers",
      "requestheader-username-headers",
    ],
  },
  {
    because: "no users are known by these means; there are --client-ca-file and --token-auth-file",
    values: [
      "authentication-token-webhook-cache-ttl",
      "authentication-token-webhook-config-file",
      "authentication-token-webhook-version",
      "basic-auth-file",
      "experimental-keystone-ca-file",
      "experimental-keystone-url",
      "oidc-ca-file",
      "oidc-client-id",
      "oidc-groups-claim",
      "oidc-groups-prefix",
      "oidc-issuer-url",
      "oidc-required-claim",
      "oidc-signing-algs",
      "oidc-username-claim",
      "oidc-username-prefix",
    ],
    switches: ["enable-bootstrap-token-auth"],
  },
  {
    because: "--authorization-mode has no mode that reads it",
    values: [
      "authorization-policy-file",
      "authorization-rbac-super-user",
      "authorization-webhook-cache-authorized-ttl",
      "authorization-webhook-cache-unauthorized-ttl",
      "authorization-webhook-config-file",
      "authorization-webhook-version",
    ],
  },
  {
    because: "there are no cloud providers in the server",
    values: [
      "azure-container-registry-config",
      "cloud-config",
      "cloud-provider",
      "cloud-provider-gce-l7lb-src-cidrs",
      "cloud-provider-gce-lb-src-cidrs",
    ],
  },
  {
    because: "everything is served at --secure-port, with TLS and authentication",
    values: ["address", "insecure-bind-address", "insecure-port", "port", "public-address-override", "read-only-port"],
  },
  { because: "privileged containers are allowed unless admission refuses them", switches: ["allow-privileged"] },
  { because: "reads are consistent unless the client says otherwise", switches: ["etcd-quorum-read"] },
  { because: "objects are stored as JSON", values: ["storage-media-type"] },
  { because: "the types say in which version they are stored", values: ["storage-version", "storage-versions"] },
  {
    because: "the server sizes its caches itself; --watch-cache-sizes=RESOURCE#0 leaves one out",
    values: ["default-watch-cache-size", "deserialization-cache-size", "target-ram-mb"],
  },
  {
    because: "the server has fixed times for this",
    values: [
      "etcd-count-metric-poll-period",
      "etcd-db-metric-poll-interval",
      "etcd-healthcheck-timeout",
      "etcd-readycheck-timeout",
      "event-ttl",
      "identity-lease-duration-seconds",
      "identity-lease-renew-interval-seconds",
      "lease-reuse-duration-seconds",
      "storage-initialization-timeout",
    ],
  },
  {
    because: "the file is read when the server starts; start it anew after a change",
    switches: ["encryption-provider-config-automatic-reload"],
  },
  { because: "how dependents are deleted is said by each request", switches: ["enable-garbage-collector"] },
  { because: "collections are deleted as fast as the store allows", values: ["delete-collection-workers"] },
  { because: "servers count themselves by their leases", values: ["apiserver-count"] },
  { because: "the Service is in the namespace default", values: ["master-service-namespace"] },
  { because: "one certificate is served; it can carry all names", values: ["tls-sni-cert-key"] },
  { because: "the runtime chooses curves", values: ["tls-curve-preferences"] },
  { because: "clients are told --advertise-address", values: ["external-hostname"] },
  { because: "the port is opened alone", switches: ["permit-address-sharing", "permit-port-sharing"] },
  { because: "connections are not slowed down", values: ["max-connection-bytes-per-sec"] },
  { because: "the server opens no connections into the cluster", values: ["egress-selector-config-file"] },
  {
    because: "there is one version of everything",
    values: ["emulated-version", "min-compatibility-version"],
    switches: ["emulation-forward-compatible", "runtime-config-emulation-forward-compatible"],
  },
  {
    because: "all metrics are shown",
    values: [
      "allow-metric-labels",
      "allow-metric-labels-manifest",
      "disabled-metrics",
      "show-hidden-metrics-for-version",
    ],
  },
  {
    because: "the process is profiled with node --cpu-prof",
    values: ["debug-socket-path"],
    switches: ["contention-profiling", "profiling"],
  },
  {
    because: "logs go to standard error, by --v and --logging-format",
    values: [
      "log-backtrace-at",
      "log-dir",
      "log-file",
      "log-file-max-size",
      "log-flush-frequency",
      "log-json-info-buffer-size",
      "log-text-info-buffer-size",
      "stderrthreshold",
      "vmodule",
    ],
    switches: [
      "add-dir-header",
      "alsologtostderr",
      "experimental-logging-sanitization",
      "log-json-split-stream",
      "log-text-split-stream",
      "logtostderr",
      "one-output",
      "skip-headers",
      "skip-log-headers",
    ],
  },
  {
    because: "upstream has dropped it",
    switches: ["enable-logs-handler", "enable-swagger-ui", "repair-malformed-updates"],
  },
];

const RENAMED: readonly (readonly [name: string, takes: LegacyFlag["takes"], to: string])[] = [
  ["admission-control", "value", "enable-admission-plugins"],
  // Never a flag of a released kube-apiserver, yet in many a text about it.
  ["enabled-hooks", "value", "enable-admission-plugins"],
  ["audit-webhook-batch-initial-backoff", "value", "audit-webhook-initial-backoff"],
  ["experimental-bootstrap-token-auth", "switch", "enable-bootstrap-token-auth"],
  ["experimental-encryption-provider-config", "value", "encryption-provider-config"],
  ["service-account-api-audiences", "value", "api-audiences"],
];

const REFUSED: readonly (readonly [name: string, instead: string])[] = [
  ["authentication-config", "use --client-ca-file, --token-auth-file and --anonymous-auth"],
  ["authorization-config", "use --authorization-mode"],
  ["etcd-servers-overrides", "all resources are kept in --etcd-servers"],
];

/** Values of flags that this server has, which kube-apiserver takes and which mean another one here. */
export const legacyValues: {
  readonly [flag: string]: { readonly [value: string]: { readonly means: string; readonly because: string } };
} = {
  "endpoint-reconciler-type": {
    "master-count": { means: "lease", because: "servers count themselves by their leases" },
  },
  "tls-min-version": {
    VersionTLS10: { means: "VersionTLS12", because: "older TLS is not spoken" },
    VersionTLS11: { means: "VersionTLS12", because: "older TLS is not spoken" },
  },
};

export const legacyFlags: ReadonlyMap<string, LegacyFlag> = new Map<string, LegacyFlag>([
  ...IGNORED.flatMap(({ because, values = [], switches = [] }) => [
    ...values.map((name) => [name, { takes: "value", outcome: "ignored", because }] as const),
    ...switches.map((name) => [name, { takes: "switch", outcome: "ignored", because }] as const),
  ]),
  ...RENAMED.map(([name, takes, to]) => [name, { takes, outcome: "renamed", to }] as const),
  ...REFUSED.map(([name, instead]) => [name, { takes: "value", outcome: "refused", instead }] as const),
]);
