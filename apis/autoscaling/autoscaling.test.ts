import assert from "node:assert/strict";
import test from "node:test";
import { Scheme, type RuntimeObject } from "../../apimachinery/index.js";
import { install } from "../../generated/autoscaling/zz_generated.install.js";
import type { HorizontalPodAutoscaler } from "./types.js";
import { validateHorizontalPodAutoscaler } from "./validation.js";

const scheme = new Scheme();
install(scheme);

function autoscaler(version: string, spec: object, status?: object): RuntimeObject {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "d" };
  const parts = { metadata: { name: "h" }, spec: { scaleTargetRef, maxReplicas: 3, ...spec } };
  return { apiVersion: `autoscaling/${version}`, kind: "HorizontalPodAutoscaler", ...parts, ...(status && { status }) };
}

const cpu = { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } };
const others = [
  { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "1Gi" } } },
  { type: "Pods", pods: { metric: { name: "hits" }, target: { type: "AverageValue", averageValue: "10" } } },
  {
    type: "Object",
    object: {
      describedObject: { kind: "Service", name: "s", apiVersion: "v1" },
      metric: { name: "queue", selector: { matchLabels: { a: "b" } } },
      target: { type: "Value", value: "7" },
    },
  },
  { type: "External", external: { metric: { name: "e" }, target: { type: "AverageValue", averageValue: "3" } } },
  {
    type: "ContainerResource",
    containerResource: { name: "cpu", container: "c", target: { type: "Utilization", averageUtilization: 5 } },
  },
];

test("CPU use in percent has a field in v1, other metrics an annotation", () => {
  const v2 = autoscaler("v2", { minReplicas: 1, metrics: [cpu, ...others] });
  const v1 = scheme.convertToVersion(v2, { group: "autoscaling", version: "v1" }) as unknown as {
    metadata: { annotations: { [key: string]: string } };
    spec: { targetCPUUtilizationPercentage: number };
  };
  assert.equal(v1.spec.targetCPUUtilizationPercentage, 60);
  const kept = JSON.parse(v1.metadata.annotations["autoscaling.alpha.kubernetes.io/metrics"] ?? "") as object[];
  assert.deepEqual(kept[1], { type: "Pods", pods: { metricName: "hits", targetAverageValue: "10" } });
});

test("without any metric, v1 means CPU use of 80 percent", () => {
  const hub = scheme.convertToHub<HorizontalPodAutoscaler>(autoscaler("v1", {}) as HorizontalPodAutoscaler);
  assert.deepEqual(hub.spec?.metrics, [
    { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
  ]);
});

test("what v1 has no fields for survives the way through it", () => {
  const status = {
    currentReplicas: 1,
    desiredReplicas: 2,
    currentMetrics: [
      { type: "Resource", resource: { name: "cpu", current: { averageValue: "5m", averageUtilization: 4 } } },
    ],
    conditions: [{ type: "AbleToScale", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" }],
  };
  const behavior = { scaleUp: { stabilizationWindowSeconds: 3 } };
  const v2 = autoscaler("v2", { minReplicas: 1, metrics: [...others, cpu], behavior }, status);
  const v1 = scheme.convertToVersion(v2, { group: "autoscaling", version: "v1" });
  assert.deepEqual(scheme.convertToVersion(v1, { group: "autoscaling", version: "v2" }), v2);
});

test("annotations that cannot be read are passed over", () => {
  const v1 = autoscaler("v1", { targetCPUUtilizationPercentage: 60 }) as HorizontalPodAutoscaler;
  v1.metadata.annotations = { "autoscaling.alpha.kubernetes.io/metrics": "{", other: "stays" };
  const hub = scheme.convertToHub<HorizontalPodAutoscaler>(v1);
  assert.deepEqual(hub.spec?.metrics, [cpu]);
  assert.deepEqual(hub.metadata.annotations, { other: "stays" });
});

test("v2 defaults", () => {
  const v2 = autoscaler("v2", { behavior: { scaleDown: { selectPolicy: "Min" } } }) as HorizontalPodAutoscaler;
  scheme.default(v2);
  assert.equal(v2.spec?.minReplicas, 1);
  assert.equal(v2.spec?.metrics?.[0]?.resource?.target.averageUtilization, 80);
  assert.equal(v2.spec?.behavior?.scaleUp?.policies?.length, 2);
  assert.deepEqual(v2.spec?.behavior?.scaleDown, {
    selectPolicy: "Min",
    policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
  });
});

const rules: readonly { spec: object; want: string[] }[] = [
  { spec: {}, want: [] },
  { spec: { minReplicas: 0 }, want: ["spec.minReplicas: Invalid value: 0: must be greater than or equal to 1"] },
  {
    spec: { minReplicas: 5 },
    want: ["spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`"],
  },
  {
    spec: { scaleTargetRef: { kind: "", name: "a/b" } },
    want: [
      "spec.scaleTargetRef.kind: Required value",
      "spec.scaleTargetRef.name: Invalid value: \"a/b\": may not contain '/'",
    ],
  },
];
for (const { spec, want } of rules) {
  test(`rules of ${JSON.stringify(spec)}`, () => {
    const object = autoscaler("v2", spec) as HorizontalPodAutoscaler;
    assert.deepEqual(validateHorizontalPodAutoscaler(object).map(String), want);
  });
}
