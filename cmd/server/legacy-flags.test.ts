import assert from "node:assert/strict";
import { test } from "node:test";
import { admissionWarnings } from "./admission.js";
import { parseFlags } from "./flags/parse-flags.js";
import { serverFlags } from "./flags/server-flags.js";
import { legacyFlags } from "./legacy-flags-table.js";
import { readLegacyFlags } from "./legacy-flags.js";

const isOwn = (name: string): boolean =>
  ["etcd-servers", "enable-admission-plugins", "data-dir", "tls-min-version", "endpoint-reconciler-type"].includes(
    name,
  );

const cases: { args: string[]; argv?: string[]; warnings?: string[]; problems?: string[] }[] = [
  { args: ["--etcd-servers", "http://a:1", "-v=2"], argv: ["--etcd-servers", "http://a:1", "-v=2"] },
  { args: ["--etcd_servers=http://a:1"], argv: ["--etcd-servers=http://a:1"] },
  {
    args: ["--kubelet-timeout=5s", "--kubelet-port", "10250", "--data-dir=d"],
    argv: ["--data-dir=d"],
    warnings: [
      "--kubelet-timeout has no effect: kubelets are called by TLS at the port that their Node names",
      "--kubelet-port has no effect: kubelets are called by TLS at the port that their Node names",
    ],
  },
  {
    args: ["--allow-privileged", "--kubelet-https=F", "--logtostderr", "true"],
    // What follows a switch is not its value, as with Go's flags.
    argv: ["true"],
    warnings: [
      "--allow-privileged has no effect: privileged containers are allowed unless admission refuses them",
      "--kubelet-https has no effect: kubelets are called by TLS at the port that their Node names",
      "--logtostderr has no effect: logs go to standard error, by --v and --logging-format",
    ],
  },
  {
    args: ["--admission-control=NamespaceLifecycle", "--enabled-hooks", "A,B"],
    argv: ["--enable-admission-plugins=NamespaceLifecycle", "--enable-admission-plugins=A,B"],
    warnings: [
      "--admission-control is called --enable-admission-plugins now",
      "--enabled-hooks is called --enable-admission-plugins now",
    ],
  },
  {
    args: ["--experimental-bootstrap-token-auth"],
    argv: [],
    warnings: [
      "--experimental-bootstrap-token-auth is called --enable-bootstrap-token-auth now",
      "--enable-bootstrap-token-auth has no effect: no users are known by these means; there are --client-ca-file and --token-auth-file",
    ],
  },
  { args: ["--insecure-port"], problems: ["--insecure-port: needs a value"] },
  { args: ["--profiling=perhaps"], problems: ["--profiling=perhaps: must be true or false"] },
  {
    args: ["--authorization-config=f", "--etcd-servers-overrides", "/events#http://b:1"],
    problems: [
      "--authorization-config: is not supported; use --authorization-mode",
      "--etcd-servers-overrides: is not supported; all resources are kept in --etcd-servers",
    ],
  },
  {
    args: [
      "--endpoint-reconciler-type=master-count",
      "--tls-min-version",
      "VersionTLS11",
      "--tls_min_version=VersionTLS13",
    ],
    argv: ["--endpoint-reconciler-type=lease", "--tls-min-version=VersionTLS12", "--tls-min-version=VersionTLS13"],
    warnings: [
      "--endpoint-reconciler-type=master-count means lease here: servers count themselves by their leases",
      "--tls-min-version=VersionTLS11 means VersionTLS12 here: older TLS is not spoken",
    ],
  },
  { args: ["--endpoint-reconciler-type"], argv: ["--endpoint-reconciler-type"] },
  { args: ["--never-a-flag=1", "stray"], argv: ["--never-a-flag=1", "stray"] },
];
for (const { args, argv = [], warnings = [], problems = [] } of cases) {
  test(`legacy: ${args.join(" ")}`, () => {
    assert.deepEqual(readLegacyFlags(args, isOwn), { argv, warnings, problems });
  });
}

test("a flag that this server has is never taken for a legacy one, and every successor is known", () => {
  for (const [name, flag] of legacyFlags) {
    assert.ok(!serverFlags.has(name), `--${name} works: take it out of the table`);
    if (flag.outcome === "renamed") assert.ok(serverFlags.has(flag.to) || legacyFlags.has(flag.to), flag.to);
  }
});

// As kubeadm 1.29 writes it into /etc/kubernetes/manifests/kube-apiserver.yaml.
const KUBEADM = [
  "--advertise-address=192.0.2.10",
  "--allow-privileged=true",
  "--authorization-mode=Node,RBAC",
  "--client-ca-file=/etc/kubernetes/pki/ca.crt",
  "--enable-admission-plugins=NodeRestriction",
  "--enable-bootstrap-token-auth=true",
  "--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt",
  "--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt",
  "--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key",
  "--etcd-servers=https://127.0.0.1:2379",
  "--kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt",
  "--kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key",
  "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
  "--proxy-client-cert-file=/etc/kubernetes/pki/front-proxy-client.crt",
  "--proxy-client-key-file=/etc/kubernetes/pki/front-proxy-client.key",
  "--requestheader-allowed-names=front-proxy-client",
  "--requestheader-client-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt",
  "--requestheader-extra-headers-prefix=X-Remote-Extra-",
  "--requestheader-group-headers=X-Remote-Group",
  "--requestheader-username-headers=X-Remote-User",
  "--secure-port=6443",
  "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
  "--service-account-key-file=/etc/kubernetes/pki/sa.pub",
  "--service-account-signing-key-file=/etc/kubernetes/pki/sa.key",
  "--service-cluster-ip-range=10.96.0.0/12",
  "--tls-cert-file=/etc/kubernetes/pki/apiserver.crt",
  "--tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
];

// Of the time before 1.10, with what has been dropped since.
const OLD = [
  "--admission-control=Initializers,NamespaceLifecycle,LimitRanger,ServiceAccount,PersistentVolumeLabel,DefaultStorageClass,ResourceQuota",
  "--allow-privileged=true",
  "--anonymous-auth=false",
  "--apiserver-count=3",
  "--basic-auth-file=/srv/basic_auth.csv",
  "--cloud-provider=aws",
  "--enable-swagger-ui=true",
  "--etcd-quorum-read=true",
  "--etcd-servers=http://127.0.0.1:4001",
  "--event-ttl=1h",
  "--experimental-bootstrap-token-auth=true",
  "--insecure-bind-address=127.0.0.1",
  "--insecure-port=8080",
  "--kubelet-https=true",
  "--logtostderr=true",
  "--runtime-config=",
  "--service-account-api-audiences=kubernetes",
  "--service-cluster-ip-range=10.200.0.0/16",
  "--service-node-port-range=6000-52766",
  "--storage-backend=etcd3",
  "--v=2",
];

for (const [name, line] of [
  ["kubeadm's", KUBEADM],
  ["an old", OLD],
] as const) {
  test(`${name} start line: accepted, and every flag works or is told to have no effect`, () => {
    const { problems, given, warnings, values } = parseFlags(line);
    assert.deepEqual(problems, []);
    const told = [...warnings, ...admissionWarnings(values, {})].join("\n");
    for (const argument of line) {
      const flag = /^--([^=]+)/.exec(argument)![1]!;
      assert.ok(
        given.has(flag) || told.includes(`--${flag} has no effect`) || told.includes(`--${flag} is called`),
        flag,
      );
    }
  });
}

test("what a start line says that means something here, it means here", () => {
  const kubeadm = parseFlags(KUBEADM).values;
  assert.deepEqual(
    [kubeadm["authorization-mode"], kubeadm["service-cluster-ip-range"], kubeadm["advertise-address"]],
    [["Node", "RBAC"], ["10.96.0.0/12"], "192.0.2.10"],
  );
  assert.deepEqual(admissionWarnings(kubeadm, {}), [
    "--enable-admission-plugins: NodeRestriction has no effect: there is no such plug-in here",
  ]);
  const old = parseFlags(OLD).values;
  assert.deepEqual([old["storage-backend"], old["anonymous-auth"], old.v], ["etcd3", false, 2]);
  assert.ok(old["enable-admission-plugins"].includes("NamespaceLifecycle"));
});

test("a flag that nobody ever had is still an error, with a suggestion", () => {
  assert.deepEqual(parseFlags(["--kubelt-timeout=1s", "--secure-prt=1"]).problems, [
    "unknown flag --kubelt-timeout; did you mean --kubelet-timeout?",
    "unknown flag --secure-prt; did you mean --secure-port?",
  ]);
});
