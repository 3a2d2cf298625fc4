/** A valid object, and the collection it is made in. */
export interface Seed {
  readonly path: string;
  readonly subresources: readonly string[];
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: Record<string, unknown>;
    readonly [member: string]: unknown;
  };
}

const labels = { app: "web" };
const container = {
  name: "web",
  image: "nginx",
  ports: [{ containerPort: 80, name: "http", protocol: "TCP" }],
  env: [
    { name: "A", value: "1" },
    { name: "B", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  ],
  resources: { limits: { cpu: "1" }, requests: { cpu: "100m", memory: "64Mi" } },
  livenessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 5 },
  volumeMounts: [{ name: "data", mountPath: "/data" }],
};
const podSpec = {
  containers: [container],
  volumes: [{ name: "data", emptyDir: { sizeLimit: "1Gi" } }],
  nodeSelector: { disk: "ssd" },
  tolerations: [{ key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 1 }],
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: labels }, topologyKey: "kubernetes.io/hostname" },
      ],
    },
  },
};
const template = { metadata: { labels }, spec: podSpec };

export const seeds: readonly Seed[] = [
  seed("/api/v1/namespaces/default/configmaps", "v1", "ConfigMap", { data: { a: "1" }, binaryData: { b: "AAEC" } }),
  seed("/api/v1/namespaces/default/secrets", "v1", "Secret", { type: "Opaque", stringData: { a: "1" } }),
  seed("/api/v1/namespaces/default/pods", "v1", "Pod", { spec: podSpec }, ["status", "eviction", "binding"]),
  seed(
    "/api/v1/namespaces/default/services",
    "v1",
    "Service",
    { spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }], type: "ClusterIP" } },
    ["status"],
  ),
  seed("/api/v1/namespaces/default/events", "v1", "Event", {
    involvedObject: { kind: "Pod", name: "fuzz", namespace: "default" },
    reason: "Fuzzed",
    firstTimestamp: "2026-01-01T00:00:00Z",
    count: 2,
  }),
  seed("/api/v1/namespaces", "v1", "Namespace", { spec: { finalizers: ["kubernetes"] } }, ["status", "finalize"]),
  seed(
    "/apis/apps/v1/namespaces/default/deployments",
    "apps/v1",
    "Deployment",
    {
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 1 } },
      },
    },
    ["status", "scale"],
  ),
  seed(
    "/apis/apps/v1/namespaces/default/statefulsets",
    "apps/v1",
    "StatefulSet",
    { spec: { serviceName: "s", selector: { matchLabels: labels }, template } },
    ["status", "scale"],
  ),
  seed(
    "/apis/batch/v1/namespaces/default/cronjobs",
    "batch/v1",
    "CronJob",
    {
      spec: {
        schedule: "*/5 * * * *",
        jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: "Never" } } } },
      },
    },
    ["status"],
  ),
  seed(
    "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
    "autoscaling/v1",
    "HorizontalPodAutoscaler",
    {
      spec: {
        maxReplicas: 3,
        targetCPUUtilizationPercentage: 50,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      },
    },
    ["status"],
  ),
  seed("/apis/networking.k8s.io/v1/namespaces/default/ingresses", "networking.k8s.io/v1", "Ingress", {
    spec: {
      rules: [
        {
          host: "a.example.com",
          http: {
            paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "s", port: { number: 80 } } } }],
          },
        },
      ],
    },
  }),
  seed("/apis/rbac.authorization.k8s.io/v1/clusterroles", "rbac.authorization.k8s.io/v1", "ClusterRole", {
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
  }),
  seed("/apis/coordination.k8s.io/v1/namespaces/default/leases", "coordination.k8s.io/v1", "Lease", {
    spec: { holderIdentity: "a", leaseDurationSeconds: 10, renewTime: "2026-01-01T00:00:00.000000Z" },
  }),
  seed(
    "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas",
    "flowcontrol.apiserver.k8s.io/v1",
    "FlowSchema",
    {
      spec: {
        priorityLevelConfiguration: { name: "global-default" },
        matchingPrecedence: 5000,
        distinguisherMethod: { type: "ByUser" },
        rules: [
          {
            subjects: [{ kind: "User", user: { name: "nobody" } }],
            nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/nothing"] }],
          },
        ],
      },
    },
    ["status"],
  ),
];

/** Requests about objects that are not stored. */
export const reviews: readonly Seed[] = [
  seed("/apis/authorization.k8s.io/v1/subjectaccessreviews", "authorization.k8s.io/v1", "SubjectAccessReview", {
    spec: { user: "u", resourceAttributes: { verb: "get", resource: "pods", namespace: "default" } },
  }),
  seed("/apis/authentication.k8s.io/v1/tokenreviews", "authentication.k8s.io/v1", "TokenReview", {
    spec: { token: "t" },
  }),
];

function seed(
  path: string,
  apiVersion: string,
  kind: string,
  rest: object,
  subresources: readonly string[] = [],
): Seed {
  const metadata = {
    name: "fuzz",
    ...(path.includes("/namespaces/") ? { namespace: "default" } : {}),
    labels,
    annotations: { note: "x" },
  };
  return { path, subresources, object: { apiVersion, kind, metadata, ...rest } };
}
