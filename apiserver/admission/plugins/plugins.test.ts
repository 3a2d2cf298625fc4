import assert from "node:assert/strict";
import test from "node:test";
import type { AttributesParts } from "../attributes.js";
import type { AdmissionPlugin } from "../interface.js";
import {
  DefaultIngressClass,
  DefaultStorageClass,
  DefaultTolerationSeconds,
  PersistentVolumeClaimResize,
  Priority,
  RuntimeClass,
  StorageObjectInUseProtection,
  TaintNodesByCondition,
} from "./index.js";
import type { PodSpec, Toleration } from "./shapes.js";
import { attributesFor, FakeReader, outcomeOf } from "./testing.js";

interface Case {
  readonly name: string;
  readonly target: string;
  /** Without metadata it gets a name. */
  readonly object: object;
  /** What the plug-in makes of it; the same when absent. */
  readonly want?: object;
  readonly outcome?: string;
  readonly parts?: Partial<AttributesParts>;
}

function run(plugin: AdmissionPlugin, cases: readonly Case[]): void {
  for (const { name, target, object, want = object, outcome = "allowed", parts } of cases) {
    test(`${plugin.name}: ${name}`, async () => {
      const given = structuredClone({ metadata: { name: "x" }, ...object });
      assert.equal(await outcomeOf(plugin, attributesFor(target, given, parts)), outcome);
      if (outcome === "allowed") assert.deepEqual(given, { metadata: { name: "x" }, ...want });
    });
  }
}

const exists = (key: string, tolerationSeconds: number): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds,
});
const pod = (spec: object): object => ({ spec });

run(new DefaultTolerationSeconds({ notReadySeconds: 300, unreachableSeconds: 60 }), [
  {
    name: "a pod without tolerations",
    target: "pods",
    object: {},
    want: pod({ tolerations: [exists("not-ready", 300), exists("unreachable", 60)] }),
  },
  {
    name: "one that tolerates a taint for as long as it wants",
    target: "pods",
    object: pod({ tolerations: [exists("unreachable", 5)] }),
    want: pod({ tolerations: [exists("unreachable", 5), exists("not-ready", 300)] }),
  },
  { name: "one that tolerates everything", target: "pods", object: pod({ tolerations: [{ operator: "Exists" }] }) },
  {
    name: "another effect is not enough",
    target: "pods",
    object: pod({ tolerations: [{ operator: "Exists", effect: "NoSchedule" }] }),
    want: pod({
      tolerations: [{ operator: "Exists", effect: "NoSchedule" }, exists("not-ready", 300), exists("unreachable", 60)],
    }),
  },
  { name: "subresources are left alone", target: "pods/status", object: pod({}) },
]);

const notReady = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };
run(new TaintNodesByCondition(), [
  { name: "a new node", target: "nodes", object: {}, want: { spec: { taints: [notReady] } } },
  { name: "one with the taint", target: "nodes", object: { spec: { taints: [{ ...notReady, value: "v" }] } } },
  {
    name: "one with another",
    target: "nodes",
    object: { spec: { taints: [{ ...notReady, effect: "NoExecute" }] } },
    want: { spec: { taints: [{ ...notReady, effect: "NoExecute" }, notReady] } },
  },
]);

const withFinalizers = (...finalizers: string[]): object => ({ metadata: { name: "x", finalizers } });
run(new StorageObjectInUseProtection(), [
  { name: "a volume", target: "persistentvolumes", object: {}, want: withFinalizers("kubernetes.io/pv-protection") },
  {
    name: "a claim with another finalizer",
    target: "persistentvolumeclaims",
    object: withFinalizers("a.example.com/b"),
    want: withFinalizers("a.example.com/b", "kubernetes.io/pvc-protection"),
  },
  {
    name: "one that has it",
    target: "persistentvolumeclaims",
    object: withFinalizers("kubernetes.io/pvc-protection"),
  },
  {
    name: "a class of volume attributes",
    target: "volumeattributesclasses.storage.k8s.io",
    object: {},
    want: withFinalizers("kubernetes.io/vac-protection"),
  },
  { name: "anything else", target: "pods", object: {} },
]);

function classes(resource: string, mark: string, marked: { readonly [name: string]: string | undefined }): FakeReader {
  const objects = Object.entries(marked).map(([name, creationTimestamp]) => [
    `${resource}/${name}`,
    { metadata: { name, creationTimestamp, annotations: { [mark]: name.startsWith("not") ? "false" : "true" } } },
  ]);
  return new FakeReader(Object.fromEntries(objects) as Record<string, unknown>);
}

const storageClasses = classes("storageclasses", "storageclass.kubernetes.io/is-default-class", {
  old: "2025-01-01T00:00:00Z",
  "young-b": "2026-01-01T00:00:00Z",
  "young-a": "2026-01-01T00:00:00Z",
  "not-marked": "2026-02-01T00:00:00Z",
});
run(new DefaultStorageClass({ reader: storageClasses }), [
  {
    name: "the newest default, of two the first by name",
    target: "persistentvolumeclaims",
    object: {},
    want: { spec: { storageClassName: "young-a" } },
  },
  { name: "an empty class is a class", target: "persistentvolumeclaims", object: { spec: { storageClassName: "" } } },
  {
    name: "so is the annotation of old",
    target: "persistentvolumeclaims",
    object: { metadata: { annotations: { "volume.beta.kubernetes.io/storage-class": "" } } },
  },
]);
run(new DefaultStorageClass({ reader: new FakeReader() }), [
  { name: "without a default nothing changes", target: "persistentvolumeclaims", object: {} },
]);

const ingressClasses = classes("ingressclasses", "ingressclass.kubernetes.io/is-default-class", { nginx: undefined });
run(new DefaultIngressClass({ reader: ingressClasses }), [
  {
    name: "the default",
    target: "ingresses.networking.k8s.io",
    object: {},
    want: { spec: { ingressClassName: "nginx" } },
  },
  { name: "one of its own", target: "ingresses.networking.k8s.io", object: { spec: { ingressClassName: "mine" } } },
  {
    name: "one by annotation",
    target: "ingresses.networking.k8s.io",
    object: { metadata: { annotations: { "kubernetes.io/ingress.class": "mine" } } },
  },
]);

const sized = (storage: string, storageClassName: string, phase = "Bound"): object => ({
  metadata: { name: "x" },
  spec: { storageClassName, resources: { requests: { storage } } },
  status: { phase },
});
const growing = (to: string, storageClassName: string, phase?: string): Pick<Case, "target" | "object" | "parts"> => ({
  target: "persistentvolumeclaims",
  object: sized(to, storageClassName),
  parts: { operation: "UPDATE", oldObject: sized("1Gi", storageClassName, phase) },
});
const notResizable =
  '403 persistentvolumeclaims "x" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
const growable = new FakeReader({
  "storageclasses/grows": { metadata: { name: "grows" }, allowVolumeExpansion: true },
  "storageclasses/stays": { metadata: { name: "stays" } },
});
run(new PersistentVolumeClaimResize({ reader: growable }), [
  { name: "a class that allows it", ...growing("2Gi", "grows") },
  { name: "a class that does not", ...growing("2Gi", "stays"), outcome: notResizable },
  { name: "a class that is not there", ...growing("2Gi", "none"), outcome: notResizable },
  { name: "no class", ...growing("2Gi", ""), outcome: notResizable },
  { name: "the same size in other words", ...growing("1024Mi", "stays") },
  {
    name: "a claim without a volume",
    ...growing("2Gi", "grows", "Pending"),
    outcome: '403 persistentvolumeclaims "x" is forbidden: Only bound persistent volume claims can be expanded',
  },
]);

const HIGH = { metadata: { name: "high" }, value: 1000, preemptionPolicy: "Never" };
const priorities = new FakeReader({ "priorityclasses/high": HIGH });
const mismatch = (what: string): string => `403 pods "x" is forbidden: ${what} from the given PriorityClass name`;
run(new Priority({ reader: priorities }), [
  {
    name: "no class and no default",
    target: "pods",
    object: {},
    want: pod({ priority: 0, preemptionPolicy: "PreemptLowerPriority" }),
  },
  {
    name: "a class",
    target: "pods",
    object: pod({ priorityClassName: "high" }),
    want: pod({ priorityClassName: "high", priority: 1000, preemptionPolicy: "Never" }),
  },
  {
    name: "a class that does not exist",
    target: "pods",
    object: pod({ priorityClassName: "none" }),
    outcome: '403 pods "x" is forbidden: no PriorityClass with name none was found',
  },
  {
    name: "another priority than that of the class",
    target: "pods",
    object: pod({ priorityClassName: "high", priority: 7 }),
    outcome: mismatch(
      "the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 1000",
    ),
  },
  {
    name: "another policy than that of the class",
    target: "pods",
    object: pod({ priorityClassName: "high", preemptionPolicy: "PreemptLowerPriority" }),
    outcome: mismatch(
      "the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never",
    ),
  },
  {
    name: "an update keeps what the pod has",
    target: "pods",
    object: pod({}),
    want: pod({ priority: 5, preemptionPolicy: "Never" }),
    parts: { operation: "UPDATE", oldObject: pod({ priority: 5, preemptionPolicy: "Never" }) },
  },
  { name: "the first default", target: "priorityclasses.scheduling.k8s.io", object: { globalDefault: true } },
]);

const LOW = { metadata: { name: "low" }, value: 3, globalDefault: true };
const twoDefaults = new FakeReader({
  "priorityclasses/low": LOW,
  "priorityclasses/lowest": { metadata: { name: "lowest" }, value: 1, globalDefault: true },
});
run(new Priority({ reader: twoDefaults }), [
  {
    name: "the default with the lowest value",
    target: "pods",
    object: {},
    want: pod({ priorityClassName: "lowest", priority: 1 }),
  },
]);
run(new Priority({ reader: new FakeReader({ "priorityclasses/low": LOW }) }), [
  {
    name: "a second default",
    target: "priorityclasses.scheduling.k8s.io",
    object: { globalDefault: true },
    outcome:
      '403 priorityclasses.scheduling.k8s.io "x" is forbidden: PriorityClass low is already marked as default. Only one default can exist',
  },
  { name: "a class that is none", target: "priorityclasses.scheduling.k8s.io", object: {} },
  {
    name: "a change of the default itself",
    target: "priorityclasses.scheduling.k8s.io",
    object: { metadata: { name: "low" }, globalDefault: true },
    parts: { operation: "UPDATE" },
  },
]);

const gpu = { key: "gpu", operator: "Exists" };
const runtimes = new FakeReader({
  "runtimeclasses/plain": { metadata: { name: "plain" }, handler: "h" },
  "runtimeclasses/vm": {
    metadata: { name: "vm" },
    overhead: { podFixed: { cpu: "250m", memory: "128Mi" } },
    scheduling: { nodeSelector: { runtime: "vm" }, tolerations: [gpu] },
  },
});
const vm = (spec: PodSpec): object => pod({ runtimeClassName: "vm", ...spec });
const overhead = { cpu: "250m", memory: "128Mi" };
const rejected = (why: string): string => `403 pods "x" is forbidden: ${why}`;
run(new RuntimeClass({ reader: runtimes }), [
  { name: "no class", target: "pods", object: pod({}) },
  { name: "a class without demands", target: "pods", object: pod({ runtimeClassName: "plain" }) },
  {
    name: "one that does not exist",
    target: "pods",
    object: pod({ runtimeClassName: "none" }),
    outcome: rejected('pod rejected: RuntimeClass "none" not found'),
  },
  {
    name: "overhead and scheduling are added",
    target: "pods",
    object: vm({
      nodeSelector: { zone: "a" },
      tolerations: [{ key: "gpu", operator: "Exists", effect: "NoSchedule" }],
    }),
    want: vm({ nodeSelector: { zone: "a", runtime: "vm" }, tolerations: [gpu], overhead }),
  },
  {
    name: "the same overhead in other words",
    target: "pods",
    object: vm({ overhead: { cpu: "0.25", memory: "131072Ki" } }),
    want: vm({ overhead, nodeSelector: { runtime: "vm" }, tolerations: [gpu] }),
  },
  {
    name: "another overhead",
    target: "pods",
    object: vm({ overhead: { cpu: "1" } }),
    outcome: rejected("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"),
  },
  {
    name: "an overhead that no class gives",
    target: "pods",
    object: pod({ overhead }),
    outcome: rejected("pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"),
  },
  {
    name: "a node selector that contradicts",
    target: "pods",
    object: vm({ nodeSelector: { runtime: "other" } }),
    outcome: rejected(
      "conflict: runtimeClass.scheduling.nodeSelector[runtime] = vm; pod.spec.nodeSelector[runtime] = other",
    ),
  },
]);
