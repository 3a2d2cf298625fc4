import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench } from "../apiserver/endpoints/testing/index.js";
import { apiGroups } from "../generated/registry/index.js";

const template = {
  metadata: { labels: { a: "b" } },
  spec: { containers: [{ name: "c", image: "i" }] },
};
const job = (spec: object): object => ({
  template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image: "i" }] } },
  ...spec,
});

/** What a server says of bad objects, in the words and the order of upstream's validation. */
const cases: readonly { path: string; spec: object; want: readonly string[] }[] = [
  {
    path: "/api/v1/namespaces/golden/services",
    spec: { type: "ExternalName", externalName: "a.b", clusterIP: "10.96.0.9" },
    want: ["spec.clusterIPs: Forbidden: may not be set for ExternalName services"],
  },
  {
    path: "/api/v1/namespaces/golden/services",
    spec: { externalIPs: ["127.0.0.1"], loadBalancerSourceRanges: ["x"], ports: [{ port: 80, nodePort: 30001 }] },
    want: [
      'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
      'spec.LoadBalancerSourceRanges[0]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
  },
  {
    path: "/api/v1/nodes",
    spec: { taints: [{ key: "a", effect: "X" }], providerID: "p" },
    want: [
      'metadata.taints[0].effect: Unsupported value: "X": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
    ],
  },
  {
    path: "/api/v1/namespaces/golden/persistentvolumeclaims",
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
      dataSource: { kind: "Pod", name: "x" },
    },
    want: [
      `spec.dataSource: Invalid value: "Pod": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
      `spec.dataSourceRef: Invalid value: "Pod": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
    ],
  },
  {
    path: "/apis/apps/v1/namespaces/golden/deployments",
    spec: { selector: { matchLabels: { a: "b" } }, template, strategy: { type: "X", rollingUpdate: { maxSurge: 1 } } },
    want: [
      'spec.strategy: Unsupported value: {"Type":"X","RollingUpdate":{"MaxUnavailable":0,"MaxSurge":1}}: supported values: "Recreate", "RollingUpdate"',
    ],
  },
  {
    path: "/apis/batch/v1/namespaces/golden/jobs",
    spec: job({ completionMode: "Indexed", parallelism: 2, maxFailedIndexes: 1 }),
    want: [
      "spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified",
      "spec.completions: Required value: when completion mode is Indexed",
    ],
  },
  {
    path: "/apis/batch/v1/namespaces/golden/jobs",
    spec: job({ managedBy: "x", podReplacementPolicy: "TerminatingOrFailed", podFailurePolicy: { rules: [{}] } }),
    want: [
      'spec.managedBy: Invalid value: "x": must be a domain-prefixed path (such as "acme.io/foo")',
      'spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
      "spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required",
      'spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"',
    ],
  },
  {
    path: "/apis/batch/v1/namespaces/golden/cronjobs",
    spec: { schedule: "* * * * *", jobTemplate: { spec: job({ manualSelector: true }) } },
    want: ['spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"'],
  },
  {
    path: "/apis/autoscaling/v2/namespaces/golden/horizontalpodautoscalers",
    spec: {
      maxReplicas: 2,
      scaleTargetRef: { kind: "Deployment", name: "d" },
      metrics: [{ type: "Pods", resource: { name: "cpu", target: { type: "Utilization" } } }],
      behavior: { scaleUp: { selectPolicy: "X", policies: [{ type: "Pods", value: 0, periodSeconds: 1801 }] } },
    },
    want: [
      "spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
      "spec.metrics[0].pods: Required value: must populate information for the given metric source",
      'spec.behavior.scaleUp.selectPolicy: Unsupported value: "X": supported values: "Disabled", "Max", "Min"',
      "spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero",
      "spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800",
    ],
  },
  {
    path: "/apis/networking.k8s.io/v1/namespaces/golden/networkpolicies",
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["11.0.0.0/9"] } }] }] },
    want: ['spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/9": must be a strict subset of `cidr`'],
  },
  {
    path: "/apis/storage.k8s.io/v1/csidrivers",
    spec: {
      volumeLifecycleModes: ["Some"],
      tokenRequests: [{ audience: "a", expirationSeconds: 5 }, { audience: "a" }],
      nodeAllocatableUpdatePeriodSeconds: 9,
    },
    want: [
      "spec.tokenRequests[0].expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes",
      'spec.tokenRequests[1].audience: Duplicate value: "a"',
      'spec.volumeLifecycleModes: Unsupported value: "Some": supported values: "Persistent", "Ephemeral"',
      "spec.nodeAllocatableUpdatePeriodSeconds: Invalid value: 9: must be greater than or equal to 10 seconds",
    ],
  },
  {
    path: "/apis/storage.k8s.io/v1/volumeattachments",
    spec: {
      attacher: "a.io",
      nodeName: "n",
      source: {
        inlineVolumeSpec: { accessModes: ["ReadWriteOnce"], nfs: { server: "s", path: "/p" }, volumeMode: "Block" },
      },
    },
    want: [
      "spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context of inline volumes",
      "spec.source.inlineVolumeSpec.volumeMode: Forbidden: may not specify volumeMode other than Filesystem in the context of inline volumes",
    ],
  },
  {
    path: "/apis/storage.k8s.io/v1/csinodes",
    spec: { drivers: [{ name: "d.io", nodeID: "", topologyKeys: ["a", "a"], allocatable: { count: -1 } }] },
    want: [
      "spec.drivers[0].nodeID: Required value",
      "spec.drivers[0].allocatable.count: Invalid value: -1: must be greater than or equal to 0",
      'spec.drivers[0]: Duplicate value: "a"',
    ],
  },
  {
    path: "/api/v1/namespaces/golden/resourcequotas",
    spec: { hard: { pods: "1.5" } },
    want: ['spec.hard[pods]: Invalid value: "1500m": must be an integer'],
  },
];

/** The same of what stands outside of the spec. */
const objects: readonly { path: string; object: object; want: readonly string[] }[] = [
  {
    path: "/api/v1/namespaces/golden/configmaps",
    object: { metadata: { finalizers: ["mine", "a.io/b", "orphan"] } },
    want: [
      'metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    ],
  },
  {
    path: "/api/v1/namespaces",
    object: { spec: { finalizers: ["mine"] } },
    want: [
      'spec.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    ],
  },
  {
    path: "/api/v1/namespaces/golden/secrets",
    object: { type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": "x" } },
    want: [
      "data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": invalid character 'x' looking for beginning of value",
    ],
  },
  {
    path: "/api/v1/namespaces/golden/secrets",
    object: { type: "kubernetes.io/dockercfg", stringData: { ".dockercfg": "[]" } },
    want: [
      'data[.dockercfg]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
  },
  {
    path: "/api/v1/namespaces/golden/secrets",
    object: { type: "kubernetes.io/basic-auth" },
    want: ["data[username]: Required value", "data[password]: Required value"],
  },
  {
    path: "/api/v1/namespaces/golden/pods",
    object: {
      spec: {
        containers: [
          {
            name: "c",
            image: "i",
            resources: {
              limits: { cpu: "1", "hugepages-2Mi": "3Mi" },
              claims: [{ name: "a", request: "r" }, { name: "a" }],
            },
          },
        ],
      },
    },
    want: [
      'spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources.claims[0]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
      'spec.containers[0].resources.claims[1]: Duplicate value: "a"',
      'spec.containers[0].resources.claims[1]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
    ],
  },
];

test("bad objects are refused in upstream's words", async (t) => {
  const bench = await goldenBench(apiGroups);
  for (const { path, object, want } of [
    ...cases.map(({ spec, ...rest }) => ({ object: { spec }, ...rest })),
    ...objects,
  ]) {
    await t.test(`${path}: ${want[0]}`, async () => {
      const { metadata, ...rest } = object as { metadata?: object };
      const answer = await bench.send("POST", path, { body: { metadata: { name: "bad", ...metadata }, ...rest } });
      assert.equal(answer.status, 422, answer.text);
      const { details } = answer.body as { details: { causes: { field: string; message: string }[] } };
      assert.deepEqual(
        details.causes.map(({ field, message }) => `${field}: ${message}`),
        want,
      );
    });
  }
});
