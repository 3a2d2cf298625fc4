import assert from "node:assert/strict";
import { test } from "node:test";
import { Path } from "kindsmith/apimachinery";
import type { Pod, PodSpec, PodStatus } from "../v1/types.js";
import { validateOS } from "./operating-system.js";
import { validatePodResize } from "./pod-resize.js";
import { validatePodStatusUpdate } from "./pod-status.js";
import { validateHostProcesses, validateWindowsOptions } from "./windows-options.js";

const SPEC = Path.of("spec");
const c = { name: "c", image: "i" };

const systems: readonly { spec: PodSpec; want: readonly string[] }[] = [
  {
    spec: { containers: [c], os: { name: "plan9" as "linux" } },
    want: ['spec.os: Unsupported value: "plan9": supported values: "linux", "windows"'],
  },
  {
    spec: { containers: [c], os: { name: "linux" }, securityContext: { windowsOptions: {} } },
    want: ["spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod"],
  },
  {
    spec: {
      containers: [{ ...c, securityContext: { privileged: true } }],
      os: { name: "windows" },
      hostPID: true,
      securityContext: { runAsUser: 1 },
    },
    want: [
      "spec.hostPID: Forbidden: cannot be set for a windows pod",
      "spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod",
      "spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod",
    ],
  },
];
for (const { spec, want } of systems) {
  test(`system: ${want[0]}`, () => assert.deepEqual(validateOS(spec, SPEC).map(String), want));
}

const users: readonly (readonly [name: string, message: string | undefined])[] = [
  ["ContainerUser", undefined],
  ["NT AUTHORITY\\LOCAL SERVICE", undefined],
  ["", "runAsUserName cannot be an empty string"],
  ["a\\b\\c", "runAsUserName cannot contain more than one backslash"],
  ["..", "runAsUserName's User cannot contain only periods or spaces"],
  ["a@b", "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]"],
  ["a\tb", "runAsUserName cannot contain control characters"],
];
for (const [runAsUserName, message] of users) {
  test(`user ${JSON.stringify(runAsUserName)}`, () => {
    const errs = validateWindowsOptions({ runAsUserName }, Path.of("w"));
    assert.deepEqual(
      errs.map(({ detail }) => detail),
      message === undefined ? [] : [message],
    );
  });
}

test("processes of the host", () => {
  const onHost = { ...c, securityContext: { windowsOptions: { hostProcess: true } } };
  assert.deepEqual(validateHostProcesses({ containers: [c, onHost] }, SPEC).map(String), [
    'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
    "spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers",
  ]);
});

const ended = {
  name: "c",
  ready: false,
  restartCount: 0,
  image: "i",
  imageID: "",
  state: { terminated: { exitCode: 1 } },
};
const waiting = { ...ended, state: { waiting: {} } };
const statuses: readonly { name: string; policy: string; old: PodStatus; now: PodStatus; want: readonly string[] }[] = [
  {
    name: "a container is not started again",
    policy: "Never",
    old: { containerStatuses: [ended] },
    now: { containerStatuses: [waiting] },
    want: ["status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state"],
  },
  {
    name: "one that failed is",
    policy: "OnFailure",
    old: { containerStatuses: [ended] },
    now: { containerStatuses: [waiting] },
    want: [],
  },
  {
    name: "conditions and addresses",
    policy: "Always",
    old: {},
    now: {
      conditions: [{ type: "a b", status: "True", observedGeneration: -1 }],
      podIPs: [{ ip: "10.0.0.1" }, { ip: "10.0.0.2" }],
      hostIP: "10.0.0.3",
      hostIPs: [{ ip: "10.0.0.4" }],
    },
    want: [
      "status.conditions[0].observedGeneration: Invalid value: -1: must be a non-negative integer",
      "status.conditions[0].Type: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or " +
        "'.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex " +
        "used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      'status.podIPs: Invalid value: [{"IP":"10.0.0.1"},{"IP":"10.0.0.2"}]: may specify no more than one IP for each IP family',
      'status.hostIPs[0].ip: Invalid value: "10.0.0.4": must be equal to `hostIP`',
    ],
  },
];
for (const { name, policy, old, now, want } of statuses) {
  test(`status: ${name}`, () => {
    const pod = (status: PodStatus): Pod => ({
      metadata: {},
      spec: { containers: [c], restartPolicy: policy as "Never" },
      status,
    });
    assert.deepEqual(validatePodStatusUpdate(pod(now), pod(old)).map(String), want);
  });
}

const sized = (resources: object): PodSpec => ({
  containers: [{ ...c, resources, terminationMessagePolicy: "File", imagePullPolicy: "Always" }],
  restartPolicy: "Always",
  dnsPolicy: "ClusterFirst",
  serviceAccountName: "a",
});
const resizes: readonly { name: string; old: PodSpec; now: PodSpec; want: readonly string[] }[] = [
  { name: "more CPU", old: sized({ requests: { cpu: "1" } }), now: sized({ requests: { cpu: "2" } }), want: [] },
  {
    name: "no CPU",
    old: sized({ requests: { cpu: "1", memory: "1Gi" } }),
    now: sized({ requests: { cpu: "1" } }),
    want: ["spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed"],
  },
  {
    name: "another class",
    old: sized({}),
    now: sized({ requests: { cpu: "1" } }),
    want: ['spec: Invalid value: "": Pod QOS Class may not change as a result of resizing'],
  },
  {
    name: "other resources",
    old: sized({ requests: { cpu: "1" } }),
    now: sized({ requests: { cpu: "1", "ephemeral-storage": "1Gi" } }),
    want: ["spec: Forbidden: only cpu and memory resources are mutable"],
  },
  {
    name: "another container",
    old: sized({}),
    now: { ...sized({}), containers: [...sized({}).containers, { ...sized({}).containers[0]!, name: "d" }] },
    want: ["spec.containers: Forbidden: containers may not be added or removed on resize"],
  },
];
for (const { name, old, now, want } of resizes) {
  test(`resize: ${name}`, () => {
    const pod = (spec: PodSpec): Pod => ({ metadata: { name: "p" }, spec });
    assert.deepEqual(validatePodResize(pod(now), pod(old)).map(String), want);
  });
}
