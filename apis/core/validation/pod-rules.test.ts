import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container, Pod, PodSpec } from "../v1/types.js";
import { validateNewPod } from "./pod-spec.js";

function pod(spec: object, container: object = {}): Pod {
  const base: Container = {
    name: "c",
    image: "i",
    imagePullPolicy: "Always",
    terminationMessagePolicy: "File",
    terminationMessagePath: "/dev/termination-log",
  };
  const all: object = {
    containers: [{ ...base, ...container }],
    restartPolicy: "Always",
    dnsPolicy: "ClusterFirst",
    terminationGracePeriodSeconds: 30,
    serviceAccountName: "default",
    ...spec,
  };
  return { metadata: { name: "p", namespace: "n" }, spec: all as PodSpec };
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
const LABEL_KEY =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const C = "spec.containers[0]";
const nodeTerms = (...requirements: object[]): object => ({
  affinity: { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [{ matchExpressions: requirements }] } } },
});
const TERMS = `spec.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms`;

/** With the texts of upstream's pkg/apis/core/validation/validation.go. */
const cases: readonly { name: string; spec?: object; container?: object; want: readonly string[] }[] = [
  { name: "a good pod", want: [] },
  {
    name: "a probe of readiness with a time to end in",
    container: { readinessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } },
    want: [`${C}.readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes`],
  },
  {
    name: "a sleep that is longer than the pod has to end",
    container: { lifecycle: { preStop: { sleep: { seconds: 31 } } } },
    want: [
      `${C}.lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
    ],
  },
  {
    name: "ports of the node's network",
    spec: { hostNetwork: true },
    container: { ports: [{ containerPort: 80, hostPort: 81, protocol: "TCP" }] },
    want: [`${C}.ports[0].hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`],
  },
  {
    name: "environment of nothing",
    container: { envFrom: [{ prefix: "A" }] },
    want: [`${C}.envFrom: Invalid value: "": must specify one of: \`configMapRef\` or \`secretRef\``],
  },
  {
    name: "fields of a pod that there are not",
    container: { env: [{ name: "A", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "spec.nope" } } }] },
    want: [
      `${C}.env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nope": error converting fieldPath: field label not supported: spec.nope`,
    ],
  },
  {
    name: "fields of a pod that are for files",
    container: { env: [{ name: "A", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.phase" } } }] },
    want: [
      `${C}.env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"`,
    ],
  },
  {
    name: "a divisor of the wrong kind",
    container: { env: [{ name: "A", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "1Mi" } } }] },
    want: [
      `${C}.env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource`,
    ],
  },
  {
    name: "a negative size",
    spec: { volumes: [{ name: "v", emptyDir: { sizeLimit: "-1" } }] },
    want: ["spec.volumes[0].emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity"],
  },
  {
    name: "a volume of two kinds",
    spec: { volumes: [{ name: "v", secret: { secretName: "s" }, emptyDir: {} }] },
    want: ["spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type"],
  },
  {
    name: "a kind of host path that there is not",
    spec: { volumes: [{ name: "v", hostPath: { path: "/a", type: "Dir" } }] },
    want: [
      'spec.volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
    ],
  },
  {
    name: "two files at one place",
    spec: {
      volumes: [
        {
          name: "v",
          projected: {
            sources: [
              { secret: { name: "s", items: [{ key: "k", path: "a" }] } },
              { configMap: { name: "m", items: [{ key: "k", path: "a" }] } },
            ],
          },
        },
      ],
    },
    want: ['spec.volumes[0].projected: Invalid value: "m": conflicting duplicate paths'],
  },
  {
    name: "a mount below its folder",
    spec: { volumes: [{ name: "v", emptyDir: {} }] },
    container: { volumeMounts: [{ name: "v", mountPath: "/a", subPath: "../b", mountPropagation: "Bidirectional" }] },
    want: [
      `${C}.volumeMounts.subPath: Invalid value: "../b": must not contain '..'`,
      `${C}.volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers`,
    ],
  },
  {
    name: "a device of no claim",
    spec: { volumes: [{ name: "v", emptyDir: {} }] },
    container: { volumeDevices: [{ name: "v", devicePath: "/dev/x" }] },
    want: [
      `${C}.volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode`,
    ],
  },
  {
    name: "a limit that has to be there",
    container: { resources: { requests: { "example.com/gpu": "1" } } },
    want: [`${C}.resources.limits: Required value: Limit must be set for non overcommitable resources`],
  },
  {
    name: "privileges",
    container: { securityContext: { privileged: true, allowPrivilegeEscalation: false } },
    want: [
      `${C}.securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and \`privileged\` to true`,
    ],
  },
  {
    name: "a profile of a file",
    spec: { securityContext: { seccompProfile: { type: "Localhost" }, fsGroup: -1 } },
    want: [
      "spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive",
      "spec.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost",
    ],
  },
  {
    name: "settings of the kernel",
    spec: { hostNetwork: true, securityContext: { sysctls: [{ name: "net.core.somaxconn", value: "1" }] } },
    want: [
      `spec.securityContext.sysctls[0].name: Invalid value: "net.core.somaxconn": may not be specified when 'hostNetwork' is true`,
    ],
  },
  {
    name: "no terms for nodes",
    spec: { affinity: { nodeAffinity: { [REQUIRED]: {} } } },
    want: [`${TERMS}: Required value: must have at least one node selector term`],
  },
  {
    name: "requirements of nodes",
    spec: nodeTerms(
      { key: "a", operator: "In" },
      { key: "b", operator: "Exists", values: ["x"] },
      { operator: "Is", key: "-" },
    ),
    want: [
      `${TERMS}[0].matchExpressions[0].values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`,
      `${TERMS}[0].matchExpressions[1].values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`,
      `${TERMS}[0].matchExpressions[2].operator: Invalid value: "Is": not a valid selector operator`,
      `${TERMS}[0].matchExpressions[2].key: Invalid value: "-": ${LABEL_KEY}`,
    ],
  },
  {
    name: "weights",
    spec: { affinity: { podAffinity: { [PREFERRED]: [{ weight: 101, podAffinityTerm: { topologyKey: "z" } }] } } },
    want: [`spec.affinity.podAffinity.${PREFERRED}[0].weight: Invalid value: 101: must be in the range 1-100`],
  },
  {
    name: "spread over what",
    spec: { topologySpreadConstraints: [{ maxSkew: 0, topologyKey: "", whenUnsatisfiable: "Maybe" }] },
    want: [
      "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
      "spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty",
      'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Maybe": supported values: "DoNotSchedule", "ScheduleAnyway"',
    ],
  },
  {
    name: "names from nowhere",
    spec: { dnsPolicy: "None" },
    want: ["spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"],
  },
  {
    name: "a server of names",
    spec: { dnsConfig: { nameservers: ["x"] } },
    want: [
      'spec.dnsConfig.nameservers[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
  },
  {
    name: "tolerations",
    spec: { tolerations: [{ key: "a", operator: "Exists", value: "x", effect: "Never" }] },
    want: [
      `spec.tolerations[0].operator: Invalid value: "x": value must be empty when \`operator\` is 'Exists'`,
      'spec.tolerations[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
  },
  {
    name: "a node for a pod that is held back",
    spec: { nodeName: "n", schedulingGates: [{ name: "g" }] },
    want: ["spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared"],
  },
  {
    name: "an image with spaces",
    container: { image: " i " },
    want: [`${C}.image: Invalid value: " i ": must not have leading or trailing whitespace`],
  },
  {
    name: "users of its own",
    spec: { hostUsers: false, hostPID: true },
    want: ["spec.HostPID: Forbidden: when `pod.Spec.HostUsers` is false"],
  },
  {
    name: "a deadline",
    spec: { activeDeadlineSeconds: 0 },
    want: ["spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive"],
  },
];

for (const { name, spec = {}, container = {}, want } of cases) {
  test(name, () => assert.deepEqual(validateNewPod(pod(spec, container)).map(String), want));
}
