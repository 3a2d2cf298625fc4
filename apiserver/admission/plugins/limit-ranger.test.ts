import assert from "node:assert/strict";
import test from "node:test";
import type { AttributesParts } from "../attributes.js";
import { LimitRanger } from "./limit-ranger.js";
import type { Container, LimitRangeItem, PodSpec, ResourceRequirements } from "./shapes.js";
import { attributesFor, FakeReader, outcomeOf } from "./testing.js";

function pluginWith(...ranges: LimitRangeItem[][]): LimitRanger {
  const objects = ranges.map((limits, i) => [
    `limitranges/ns/r${i}`,
    { metadata: { name: `r${i}` }, spec: { limits } },
  ]);
  return new LimitRanger({ reader: new FakeReader(Object.fromEntries(objects) as Record<string, unknown>) });
}

const container = (name: string, resources?: ResourceRequirements): Container =>
  resources === undefined ? { name } : { name, resources };

test("containers get what they leave out, and the pod says what", async () => {
  const plugin = pluginWith([
    { type: "Container", default: { cpu: "1", memory: "1Gi" }, defaultRequest: { cpu: "500m" } },
    { type: "Pod", max: { cpu: "100" } },
  ]);
  const pod = {
    metadata: { name: "p", annotations: { a: "b" } },
    spec: {
      containers: [container("c", { limits: { cpu: "2" }, requests: { cpu: "2" } }), container("d")],
      initContainers: [container("i", { limits: { memory: "2Gi" } })],
    },
  };
  assert.equal(await outcomeOf(plugin, attributesFor("pods", pod)), "allowed");
  assert.deepEqual(pod.spec, {
    containers: [
      container("c", { limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "2" } }),
      container("d", { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "500m" } }),
    ],
    initContainers: [container("i", { limits: { memory: "2Gi", cpu: "1" }, requests: { cpu: "500m" } })],
  });
  assert.deepEqual(pod.metadata.annotations, {
    a: "b",
    "kubernetes.io/limit-ranger":
      "LimitRanger plugin set: memory limit for container c; cpu request for container d; cpu, memory limit for container d; cpu request for init container i; cpu limit for init container i",
  });
});

const perContainer = (limit: Partial<LimitRangeItem>): LimitRangeItem => ({ type: "Container", ...limit });
const perPod = (limit: Partial<LimitRangeItem>): LimitRangeItem => ({ type: "Pod", ...limit });
const one = (resources?: ResourceRequirements): PodSpec => ({ containers: [container("c", resources)] });
const cpu = (requests?: string, limits?: string): ResourceRequirements => ({
  ...(requests === undefined ? {} : { requests: { cpu: requests } }),
  ...(limits === undefined ? {} : { limits: { cpu: limits } }),
});

const cases: { name: string; limits: LimitRangeItem[]; spec: PodSpec; want: string }[] = [
  {
    name: "min, no request",
    limits: [perContainer({ min: { cpu: "100m" } })],
    spec: one(),
    want: "minimum cpu usage per Container is 100m.  No request is specified",
  },
  {
    name: "min, small request",
    limits: [perContainer({ min: { cpu: "0.1" } })],
    spec: one(cpu("50m")),
    want: "minimum cpu usage per Container is 100m, but request is 50m",
  },
  {
    name: "min, small limit",
    limits: [perContainer({ min: { cpu: "100m" } })],
    spec: one(cpu("100m", "50m")),
    want: "minimum cpu usage per Container is 100m, but limit is 50m",
  },
  { name: "min, enough", limits: [perContainer({ min: { cpu: "100m" } })], spec: one(cpu("0.1")), want: "" },
  {
    name: "max, no limit",
    limits: [perPod({ max: { cpu: "2" } })],
    spec: one(cpu("1")),
    want: "maximum cpu usage per Pod is 2.  No limit is specified",
  },
  {
    name: "max, large limit",
    limits: [perContainer({ max: { memory: "1Gi" } })],
    spec: one({ limits: { memory: "2Gi" } }),
    want: "maximum memory usage per Container is 1Gi, but limit is 2Gi",
  },
  {
    name: "max, large request",
    limits: [perContainer({ max: { cpu: "1" } })],
    spec: one(cpu("2", "1")),
    want: "maximum cpu usage per Container is 1, but request is 2",
  },
  {
    name: "ratio",
    limits: [perContainer({ maxLimitRequestRatio: { cpu: "2" } })],
    spec: one(cpu("500m", "2")),
    want: "cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000",
  },
  {
    name: "ratio, no request",
    limits: [perContainer({ maxLimitRequestRatio: { cpu: "2" } })],
    spec: one(),
    want: "cpu max limit to request ratio per Container is 2, but no request is specified or request is 0",
  },
  {
    name: "ratio, no limit",
    limits: [perContainer({ maxLimitRequestRatio: { cpu: "2" } })],
    spec: one(cpu("1")),
    want: "cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0",
  },
  {
    name: "ratio, just right",
    limits: [perContainer({ maxLimitRequestRatio: { cpu: "1500m" } })],
    spec: one(cpu("1", "1500m")),
    want: "",
  },
  {
    name: "all of one range together",
    limits: [perContainer({ min: { cpu: "1", memory: "1Gi" } })],
    spec: one(),
    want: "[minimum cpu usage per Container is 1.  No request is specified, minimum memory usage per Container is 1Gi.  No request is specified]",
  },
  {
    name: "a pod's containers together",
    limits: [perPod({ max: { cpu: "2" } })],
    spec: { containers: [container("a", cpu("1", "1500m")), container("b", cpu("1", "1"))] },
    want: "maximum cpu usage per Pod is 2, but limit is 2500m",
  },
  {
    name: "sidecars run beside the containers",
    limits: [perPod({ max: { cpu: "2" } })],
    spec: {
      containers: [container("a", cpu("1", "1"))],
      initContainers: [{ ...container("s", cpu("1", "1500m")), restartPolicy: "Always" }],
    },
    want: "maximum cpu usage per Pod is 2, but limit is 2500m",
  },
  {
    name: "init containers run before them, beside the sidecars so far",
    limits: [perPod({ max: { cpu: "2" } })],
    spec: {
      containers: [container("a", cpu("100m", "100m"))],
      initContainers: [{ ...container("s", cpu("1", "1")), restartPolicy: "Always" }, container("i", cpu("2", "2"))],
    },
    want: "maximum cpu usage per Pod is 2, but limit is 3",
  },
  {
    name: "what the pod asks for as a whole counts",
    limits: [perPod({ max: { cpu: "2" } })],
    spec: { ...one(cpu("1", "1")), resources: cpu("1", "4") },
    want: "maximum cpu usage per Pod is 2, but limit is 4",
  },
];
for (const { name, limits, spec, want } of cases) {
  test(`pods: ${name}`, async () => {
    const got = await outcomeOf(pluginWith(limits), attributesFor("pods", { metadata: { name: "p" }, spec }));
    assert.equal(got, want === "" ? "allowed" : `403 pods "p" is forbidden: ${want}`);
  });
}

test("claims have a smallest and a largest size, also when they grow", async () => {
  const plugin = pluginWith([{ type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "10Gi" } }]);
  const claim = (storage: string, parts: Partial<AttributesParts> = {}): Promise<string> => {
    const object = { metadata: { name: "c" }, spec: { resources: { requests: { storage } } } };
    return outcomeOf(plugin, attributesFor("persistentvolumeclaims", object, parts));
  };
  const refused = '403 persistentvolumeclaims "c" is forbidden: ';
  assert.equal(await claim("5Gi"), "allowed");
  assert.equal(
    await claim("1Mi"),
    `${refused}minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 1Mi`,
  );
  const large = `${refused}maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi`;
  assert.equal(await claim("20Gi", { operation: "UPDATE" }), large);
  const oldObject = {
    kind: "PersistentVolumeClaim",
    metadata: { name: "c", deletionTimestamp: "2026-01-01T00:00:00Z" },
  };
  assert.equal(await claim("20Gi", { operation: "UPDATE", oldObject }), "allowed");
});

test("of pods, creations and resizes are looked at; the first range that refuses decides", async () => {
  const plugin = pluginWith([perContainer({ max: { cpu: "1" } })], [perContainer({ max: { cpu: "500m" } })]);
  const send = (target: string, operation: "CREATE" | "UPDATE", limit: string): Promise<string> =>
    outcomeOf(plugin, attributesFor(target, { metadata: { name: "p" }, spec: one(cpu("1m", limit)) }, { operation }));
  assert.equal(await send("pods", "UPDATE", "9"), "allowed");
  assert.equal(await send("pods/status", "UPDATE", "9"), "allowed");
  assert.match(await send("pods/resize", "UPDATE", "9"), /Container is 1, but limit is 9/);
  assert.match(await send("pods", "CREATE", "700m"), /Container is 500m, but limit is 700m/);
});
