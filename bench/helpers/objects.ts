import type { Pod } from "../../apis/core/v1/types.js";
import type { Flunder } from "../../apis/wardle/v1alpha1/types.js";

/** How many different objects take turns. */
export const OBJECTS = 64;

/** A pod of about 1.2 KB as a server has it in its hands: read from JSON. Fields come and go from pod to pod. */
export function makePods(): readonly Pod[] {
  return Array.from({ length: OBJECTS }, (_, i) => JSON.parse(JSON.stringify(pod(i))) as Pod);
}

/** Flunders of the older version. */
export function makeFlunders(): readonly Flunder[] {
  return Array.from({ length: OBJECTS }, (_, i) => JSON.parse(JSON.stringify(flunder(i))) as Flunder);
}

function pod(i: number): Pod {
  return {
    kind: "Pod",
    apiVersion: "v1",
    metadata: {
      name: `web-${i}`,
      namespace: "default",
      uid: `0f3a9a52-6f0e-4b0e-9a0e-${String(i).padStart(12, "0")}`,
      resourceVersion: String(1000 + i),
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels: { app: "web", tier: "front", "pod-template-hash": `5d4f8c7b9${i}` },
      ...(i % 2 === 0 ? { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" } } : {}),
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: "web",
          uid: "c1d0a7e2",
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      containers: [
        {
          name: "web",
          image: "nginx:1.29",
          ports: [{ name: "http", containerPort: 80, protocol: "TCP" }],
          env: [
            { name: "MODE", value: "production" },
            { name: "INDEX", value: String(i) },
          ],
          resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "100m", memory: "128Mi" } },
          ...(i % 3 === 0 ? {} : { volumeMounts: [{ name: "data", mountPath: "/data" }] }),
          imagePullPolicy: "IfNotPresent",
          terminationMessagePath: "/dev/termination-log",
        },
      ],
      ...(i % 3 === 0 ? {} : { volumes: [{ name: "data", emptyDir: {} }] }),
      restartPolicy: "Always",
      dnsPolicy: "ClusterFirst",
      ...(i % 4 === 0 ? { nodeSelector: { disk: "ssd" } } : {}),
      tolerations: [
        { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
      ],
    },
    status: {
      phase: "Running",
      conditions: [
        { type: "Ready", status: "True", lastTransitionTime: "2026-01-01T00:00:05Z" },
        { type: "PodScheduled", status: "True", lastTransitionTime: "2026-01-01T00:00:01Z" },
      ],
      podIP: `10.0.0.${i}`,
      podIPs: [{ ip: `10.0.0.${i}` }],
    },
  };
}

function flunder(i: number): Flunder {
  return {
    kind: "Flunder",
    apiVersion: "wardle.example.com/v1alpha1",
    metadata: { name: `flunder-${i}`, namespace: "default", labels: { app: "wardle" }, resourceVersion: String(i) },
    spec: {
      reference: `other-${i}`,
      ...(i % 2 === 0 ? { referenceType: "Fischer" as const } : {}),
      comment: "refers to another one",
      replicas: i,
    },
    status: {
      observedGeneration: 1,
      conditions: [
        { type: "Ready", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z", reason: "Ok", message: "" },
      ],
    },
  };
}
