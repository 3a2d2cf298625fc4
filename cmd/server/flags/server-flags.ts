import { PortRange } from "../../../controllers/service-allocation/index.js";
import { DEFAULT_MAX_REQUEST_BYTES } from "../../../apiserver/registry/generic/stored-size.js";
import { auditFlags } from "./audit-flags.js";
import { kubeletFlags } from "./kubelet-flags.js";
import { serviceAccountFlags } from "./service-account-flags.js";
import {
  addressRanges,
  boolean,
  duration,
  fraction,
  integer,
  ipAddress,
  list,
  oneOf,
  pairs,
  portRange,
  text,
  type Flag,
} from "./flag.js";

/** The flags in the groups of the help. Names and meanings are kube-apiserver's where it has the flag. */
export const flagGroups = {
  Serving: {
    "bind-address": ipAddress({
      default: "0.0.0.0",
      help: "The address to listen at; 0.0.0.0 and :: are all addresses.",
    }),
    "secure-port": integer({ default: 6443, max: 65535, help: "The port for HTTPS; 0 takes a free one." }),
    "advertise-address": ipAddress({
      default: undefined,
      help: "The address that clients are told; by default the one it listens at.",
    }),
    "cert-dir": text({
      default: undefined,
      placeholder: "DIR",
      help: "Where certificates are kept that the server makes itself; by default pki in the data directory.",
    }),
    "tls-cert-file": text({
      default: undefined,
      placeholder: "PATH",
      help: "The serving certificate with its intermediates (PEM); without it one is made.",
    }),
    "tls-private-key-file": text({
      default: undefined,
      placeholder: "PATH",
      help: "The key of --tls-cert-file (PEM).",
    }),
    "tls-sans": list({
      placeholder: "NAME,IP,…",
      help: "Further names and addresses for the serving certificate that the server makes.",
    }),
    "tls-min-version": oneOf(["VersionTLS12", "VersionTLS13"], {
      default: "VersionTLS12",
      help: "The oldest TLS that is spoken.",
    }),
    "tls-cipher-suites": list({ help: "Cipher suites for TLS 1.2, by their IANA names; by default Node's." }),
    "client-ca-file": text({
      default: undefined,
      placeholder: "PATH",
      help: "Authorities whose client certificates are users (PEM), beside the server's own.",
    }),
    "disable-http2-serving": boolean({ default: false, help: "Speak HTTP/1.1 only." }),
    "http2-max-streams-per-connection": integer({
      default: 0,
      help: "Requests at a time on one connection; 0 is the default of 100.",
    }),
    "cors-allowed-origins": list({
      placeholder: "REGEXP,…",
      help: "Origins whose pages may call the API from a browser.",
    }),
    "strict-transport-security-directives": list({
      help: "Directives of the Strict-Transport-Security header; without them there is no header.",
    }),
    "goaway-chance": fraction({
      default: 0,
      max: 0.02,
      help: "How often an HTTP/2 client is asked to connect anew, for load balancers.",
    }),
    "write-kubeconfig": text({
      default: undefined,
      placeholder: "PATH",
      help: "Write a kubeconfig for an administrator there once the server listens.",
    }),
  },
  Storage: {
    "storage-backend": oneOf(["embedded", "etcd3", "memory"], {
      default: undefined,
      help: "Where objects are kept: in the data directory (the default), in etcd, or nowhere once the process ends.",
    }),
    "data-dir": text({
      default: "kindsmith-data",
      placeholder: "DIR",
      help: "Where the embedded store and the server's certificates are.",
    }),
    "embedded-sync": oneOf(["full", "batch"], {
      default: "full",
      help: "When the embedded store calls a write done: full, once the disk has it; batch, a moment before, so that a loss of power may take the last ones.",
    }),
    "max-stored-request-bytes": integer({
      default: DEFAULT_MAX_REQUEST_BYTES,
      help: "The largest object that is stored, with its key; as etcd's --max-request-bytes, which must be raised as well.",
    }),
    "etcd-servers": list({ placeholder: "URL,…", help: "The etcd servers; implies --storage-backend=etcd3." }),
    "etcd-prefix": text({ default: "/registry", help: "What all keys begin with." }),
    "etcd-cafile": text({
      default: undefined,
      placeholder: "PATH",
      help: "The authority of etcd's certificates (PEM).",
    }),
    "etcd-certfile": text({ default: undefined, placeholder: "PATH", help: "The client certificate for etcd (PEM)." }),
    "etcd-keyfile": text({ default: undefined, placeholder: "PATH", help: "The key of --etcd-certfile (PEM)." }),
    "etcd-compaction-interval": duration({ default: "5m0s", help: "How often history is cut off; 0 never." }),
    "encryption-provider-config": text({
      default: undefined,
      placeholder: "PATH",
      help: "Which resources are stored encrypted, and how (an EncryptionConfiguration).",
    }),
    "watch-cache": boolean({ default: true, help: "Serve lists and watches from memory." }),
    "watch-cache-sizes": list({
      placeholder: "RESOURCE[.GROUP]#0,…",
      help: "Resources without a watch cache (size 0); other sizes are worked out by the server.",
    }),
  },
  Authentication: {
    "anonymous-auth": boolean({
      default: undefined,
      help: "Whether requests without credentials are let in as system:anonymous; by default only at /healthz, /livez and /readyz.",
    }),
    "token-auth-file": text({
      default: undefined,
      placeholder: "PATH",
      help: 'Tokens of users, as lines of token,user,uid,"group1,group2".',
    }),
  },
  "Service accounts": serviceAccountFlags,
  Authorization: {
    "authorization-mode": list({
      placeholder: "MODE,…",
      help: "Who decides, in this order: AlwaysAllow (the default), AlwaysDeny, RBAC, Node. Members of system:masters may do everything.",
    }),
  },
  Admission: {
    "enable-admission-plugins": list({ help: "Plug-ins to run beside those that are on by default." }),
    "disable-admission-plugins": list({ help: "Plug-ins not to run although they are on by default." }),
    "admission-control-config-file": text({
      default: undefined,
      placeholder: "PATH",
      help: "Configuration of the plug-ins.",
    }),
    "default-not-ready-toleration-seconds": integer({
      default: 300,
      help: "How long a pod that says nothing about it stays on a node that is not ready.",
    }),
    "default-unreachable-toleration-seconds": integer({
      default: 300,
      help: "How long a pod that says nothing about it stays on a node that cannot be reached.",
    }),
  },
  Audit: auditFlags,
  Tracing: {
    "tracing-config-file": text({
      default: undefined,
      placeholder: "PATH",
      help: "Where spans of requests are sent, and of how many (an apiserver.config.k8s.io/v1 TracingConfiguration). Without it none are.",
    }),
  },
  Kubelets: kubeletFlags,
  API: {
    "runtime-config": pairs({
      help: "Versions and resources to serve or not: api/all, api/ga, api/beta, api/alpha, GROUP/VERSION, GROUP/VERSION/RESOURCE.",
    }),
    "request-timeout": duration({ default: "1m0s", help: "How long a request may take that is not long-running." }),
    "min-request-timeout": integer({
      default: 1800,
      help: "Seconds that a watch lasts at least unless the client says; it ends within twice the time.",
    }),
    "feature-gates": pairs({ help: "Features to switch on or off." }),
  },
  "Flow control": {
    "enable-priority-and-fairness": boolean({
      default: true,
      help: "Queue requests by priority and fairness; otherwise the two limits below hold as they are.",
    }),
    "max-requests-inflight": integer({
      default: undefined,
      help: "Reading requests at a time; 0 is no limit. By default 400, or what --nodes says. Priority and fairness shares out the sum of the two limits.",
    }),
    "max-mutating-requests-inflight": integer({
      default: undefined,
      help: "Writing requests at a time; 0 is no limit. By default 200, or what --nodes says.",
    }),
    "rate-limit-config": text({
      default: undefined,
      placeholder: "PATH",
      help: "Limits for users, namespaces and addresses (a RateLimitConfiguration), which hold beside flow control.",
    }),
    nodes: integer({
      default: undefined,
      help: "Nodes of the cluster; sizes the two limits where they are not given: 1500 and 500 from 1000 nodes on, 3000 and 1000 above 3000.",
    }),
  },
  Cluster: {
    "service-cluster-ip-range": addressRanges({
      default: "10.0.0.0/24",
      help: "Where the addresses of Services come from; the first one is that of the kubernetes Service.",
    }),
    "service-node-port-range": portRange({
      default: new PortRange(30_000, 32_767),
      help: "Where node ports of Services come from.",
    }),
    "kubernetes-service-node-port": integer({
      default: 0,
      max: 65535,
      help: "The node port of the kubernetes Service; 0 makes it a ClusterIP Service.",
    }),
    "endpoint-reconciler-type": oneOf(["lease", "none"], {
      default: "lease",
      help: "Whether the endpoints of the kubernetes Service are kept: those of all servers that live, or not at all.",
    }),
  },
  Process: {
    "livez-grace-period": duration({ default: "0s", help: "How long /livez is patient with a start." }),
    "shutdown-delay-duration": duration({
      default: "0s",
      help: "How long a stopping server goes on serving, not ready any more.",
    }),
    "shutdown-send-retry-after": boolean({ default: false, help: "Keep the port open while draining, answering 429." }),
    "shutdown-watch-termination-grace-period": duration({
      default: "0s",
      help: "How long watches may go on after all else is drained.",
    }),
    "logging-format": oneOf(["text", "json"], { default: "text", help: "The form of log lines." }),
    v: integer({
      default: 0,
      max: 10,
      help: "How much is logged: 2 changes of state, 3 every request, 4 and above for debugging.",
    }),
  },
} satisfies { readonly [group: string]: { readonly [name: string]: Flag<unknown> } };

type Groups = typeof flagGroups;
type AllFlags = { [G in keyof Groups]: Groups[G] }[keyof Groups];
type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void
  ? I
  : never;
type Merged = UnionToIntersection<AllFlags>;

/** The value of every flag. */
export type FlagValues = { readonly [N in keyof Merged]: Merged[N] extends Flag<infer T> ? T : never };

/** All flags by name. */
export const serverFlags: ReadonlyMap<string, Flag<unknown>> = new Map(
  Object.values(flagGroups).flatMap((group) => Object.entries<Flag<unknown>>(group)),
);
