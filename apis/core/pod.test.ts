import assert from "node:assert/strict";
import test from "node:test";
import { isConflict, isInvalid, Path, type HookContext } from "../../apimachinery/index.js";
import { podCells } from "./pod-cells.js";
import { podQOSClass } from "./pod-qos.js";
import { podStrategy } from "./pod-strategy.js";
import { podSubresources } from "./pod-subresources.js";
import type { Binding, Container, Pod, PodSpec, PodStatus } from "./v1/types.js";
import { validatePodSpec } from "./validation/pod-spec.js";
import { validatePodSpecUpdate } from "./validation/pod-update.js";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const ctx: HookContext = { user: { name: "u", groups: [] }, namespace: "n", dryRun: false, now: NOW };

function container(more: Partial<Container> = {}): Container {
  return {
    name: "c",
    image: "img",
    imagePullPolicy: "Always",
    terminationMessagePolicy: "File",
    terminationMessagePath: "/dev/termination-log",
    ...more,
  };
}

function spec(more: Partial<PodSpec> = {}): PodSpec {
  return { containers: [container()], restartPolicy: "Always", dnsPolicy: "ClusterFirst", ...more };
}

function pod(podSpec: PodSpec, status: PodStatus = {}): Pod {
  return { metadata: { name: "p", creationTimestamp: "2026-01-01T00:00:00Z" }, spec: podSpec, status };
}

const terminated = (exitCode: number, reason?: string): object => ({
  terminated: { exitCode, finishedAt: "2026-01-01T00:09:00Z", ...(reason === undefined ? {} : { reason }) },
});
const one = (state: object, more: object = {}): PodStatus["containerStatuses"] =>
  [
    { name: "c", ready: false, restartCount: 0, image: "", imageID: "", state, ...more },
  ] as PodStatus["containerStatuses"];

const cells: readonly { name: string; pod: Pod; want: { [column: string]: unknown } }[] = [
  { name: "pending", pod: pod(spec(), { phase: "Pending" }), want: { Ready: "0/1", Status: "Pending", Restarts: "0" } },
  {
    name: "running and restarted",
    pod: pod(spec(), {
      phase: "Running",
      containerStatuses: one({ running: {} }, { ready: true, restartCount: 2, lastState: terminated(1) }) ?? [],
    }),
    want: { Ready: "1/1", Status: "Running", Restarts: "2 (60s ago)", Age: "10m" },
  },
  {
    name: "waiting",
    pod: pod(spec(), { phase: "Pending", containerStatuses: one({ waiting: { reason: "ImagePullBackOff" } }) ?? [] }),
    want: { Status: "ImagePullBackOff" },
  },
  {
    name: "failed without a reason",
    pod: pod(spec(), { phase: "Failed", containerStatuses: one(terminated(3)) ?? [] }),
    want: { Status: "ExitCode:3" },
  },
  {
    name: "init container at work",
    pod: pod(spec({ initContainers: [container({ name: "i" }), container({ name: "j" })] }), {
      phase: "Pending",
      initContainerStatuses: [...(one(terminated(0)) ?? []), ...(one({ running: {} }) ?? [])],
    }),
    want: { Status: "Init:1/2", Ready: "0/1" },
  },
  {
    name: "init container failed",
    pod: pod(spec({ initContainers: [container({ name: "c" })] }), {
      phase: "Pending",
      initContainerStatuses: one(terminated(1, "Error")) ?? [],
    }),
    want: { Status: "Init:Error" },
  },
  {
    name: "gated",
    pod: pod(spec(), {
      phase: "Pending",
      conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }],
    }),
    want: { Status: "SchedulingGated" },
  },
  {
    name: "readiness gates",
    pod: pod(spec({ readinessGates: [{ conditionType: "a" }, { conditionType: "b" }], nodeName: "n" }), {
      conditions: [{ type: "a", status: "True" }],
    }),
    want: { "Readiness Gates": "1/2", Node: "n", IP: "<none>" },
  },
];
for (const tc of cells) {
  test(`cells: ${tc.name}`, () => {
    for (const [column, want] of Object.entries(tc.want)) assert.equal(podCells[column]?.(tc.pod, NOW), want, column);
  });
}

const resources = (requests: object, limits: object): Container =>
  container({ resources: { requests, limits } as NonNullable<Container["resources"]> });
const classes: readonly [string, Container, string][] = [
  ["nothing asked for", container(), "BestEffort"],
  ["requests alone", resources({ cpu: "1" }, {}), "Burstable"],
  ["all equal", resources({ cpu: "1000m", memory: "1Gi" }, { cpu: "1", memory: "1Gi" }), "Guaranteed"],
  ["limits alone", resources({}, { cpu: "1", memory: "1Gi" }), "Guaranteed"],
  ["one of two", resources({ cpu: "1" }, { cpu: "1" }), "Burstable"],
];
for (const [name, of, want] of classes) {
  test(`class: ${name}`, () => assert.equal(podQOSClass(spec({ containers: [of] })), want));
}

const rules: readonly { name: string; spec: PodSpec; want: string[] }[] = [
  { name: "a good one", spec: spec(), want: [] },
  { name: "no containers", spec: spec({ containers: [] }), want: ["spec.containers: Required value"] },
  {
    name: "a container without a name or an image",
    spec: spec({ containers: [container({ name: "", image: "" })] }),
    want: ["spec.containers[0].name: Required value", "spec.containers[0].image: Required value"],
  },
  {
    name: "two of one name",
    spec: spec({ containers: [container(), container()] }),
    want: ['spec.containers[1].name: Duplicate value: "c"'],
  },
  {
    name: "a mount without its volume",
    spec: spec({ containers: [container({ volumeMounts: [{ name: "v", mountPath: "/v" }] })] }),
    want: ['spec.containers[0].volumeMounts[0].name: Not found: "v"'],
  },
  {
    name: "a volume without a source",
    spec: spec({ volumes: [{ name: "v" }] }),
    want: ["spec.volumes[0]: Required value: must specify a volume type"],
  },
  {
    name: "more asked for than allowed",
    spec: spec({ containers: [resources({ cpu: "2" }, { cpu: "1" })] }),
    want: ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
  },
  {
    name: "a resource named as what all objects inherit",
    spec: spec({ containers: [resources({ constructor: "1" }, {})] }),
    want: [
      'spec.containers[0].resources.requests[constructor]: Invalid value: "constructor": must be a standard resource type or fully qualified',
      'spec.containers[0].resources.requests[constructor]: Invalid value: "constructor": must be a standard resource for containers',
    ],
  },
  {
    name: "an unknown restart policy",
    spec: spec({ restartPolicy: "Sometimes" as "Always" }),
    want: ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
  },
  {
    name: "a port out of range",
    spec: spec({ containers: [container({ ports: [{ containerPort: 70_000, protocol: "TCP" }] })] }),
    want: ["spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"],
  },
];
for (const tc of rules) {
  test(`rules: ${tc.name}`, () => assert.deepEqual(validatePodSpec(tc.spec, Path.of("spec")).map(String), tc.want));
}

const updates: readonly { name: string; before: PodSpec; after: PodSpec; want: RegExp | undefined }[] = [
  { name: "the image", before: spec(), after: spec({ containers: [container({ image: "new" })] }), want: undefined },
  {
    name: "a toleration more",
    before: spec(),
    after: spec({ tolerations: [{ key: "a", operator: "Exists" }] }),
    want: undefined,
  },
  {
    name: "a toleration less",
    before: spec({ tolerations: [{ key: "a", operator: "Exists" }] }),
    after: spec(),
    want: /^spec.tolerations: Forbidden: existing toleration can not be modified/,
  },
  {
    name: "the host name",
    before: spec(),
    after: spec({ hostname: "x" }),
    want: /^spec: Forbidden: pod updates may not change fields other than `spec.containers\[\*\].image`/,
  },
  {
    name: "a container more",
    before: spec(),
    after: spec({ containers: [container(), container({ name: "d" })] }),
    want: /^spec.containers: Forbidden: pod updates may not add or remove containers$/,
  },
  {
    name: "a node for a gated pod",
    before: spec({ schedulingGates: [{ name: "g" }] }),
    after: spec({ nodeSelector: { a: "b" } }),
    want: undefined,
  },
];
for (const tc of updates) {
  test(`update: ${tc.name}`, () => {
    const errs = validatePodSpecUpdate(pod(tc.after), pod(tc.before)).map(String);
    if (tc.want === undefined) assert.deepEqual(errs, []);
    else assert.match(errs.join("\n"), tc.want);
  });
}

const binding = (name: string): Binding => ({ metadata: { name: "p" }, target: { kind: "Node", name } });

test("a pod is bound once", () => {
  const target = pod(spec());
  const answer = podSubresources.binding.update?.(ctx, target, binding("node1"));
  assert.deepEqual(answer, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 });
  assert.equal(target.spec?.nodeName, "node1");
  assert.deepEqual(target.status?.conditions, [
    { type: "PodScheduled", status: "True", lastProbeTime: null, lastTransitionTime: "2026-01-01T00:10:00Z" },
  ]);
  assert.throws(
    () => podSubresources.binding.update?.(ctx, target, binding("node2")),
    (err) => {
      assert.ok(isConflict(err));
      const message = 'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "node1"';
      assert.equal((err as Error).message, message);
      return true;
    },
  );
});

test("ephemeral containers are added and stay", () => {
  const target = pod(spec());
  const debug = { ...container({ name: "debug" }) };
  const body = (names: string[]): Pod => pod(spec({ ephemeralContainers: names.map((name) => ({ ...debug, name })) }));
  podSubresources.ephemeralcontainers.update?.(ctx, target, body(["a"]));
  podSubresources.ephemeralcontainers.update?.(ctx, target, body(["a", "b"]));
  assert.deepEqual(
    target.spec?.ephemeralContainers?.map(({ name }) => name),
    ["a", "b"],
  );
  assert.throws(() => podSubresources.ephemeralcontainers.update?.(ctx, target, body(["b"])), isInvalid);
});

const graces: readonly [string, Pod, number | undefined][] = [
  ["not bound", pod(spec({ terminationGracePeriodSeconds: 30 })), undefined],
  ["running", pod(spec({ terminationGracePeriodSeconds: 30, nodeName: "n" }), { phase: "Running" }), 30],
  ["done", pod(spec({ terminationGracePeriodSeconds: 30, nodeName: "n" }), { phase: "Succeeded" }), undefined],
];
for (const [name, of, want] of graces) {
  test(`grace: ${name}`, () => assert.equal(podStrategy.defaultDeleteGraceSeconds?.(ctx, of), want));
}

test("the account's old name follows the new one", () => {
  const target = pod(spec({ serviceAccountName: "default" }));
  podStrategy.canonicalize?.(target);
  assert.equal(target.spec?.serviceAccount, "default");
});
