import assert from "node:assert/strict";
import { test } from "node:test";
import { apiGroups } from "../../generated/registry/index.js";
import { goldenBench } from "./testing/index.js";

/**
 * Upstream stores built-in kinds as protobuf, which knows no difference between an empty list and none, or between zero and
 * nothing where Go holds a value and no pointer. What comes back then follows from the `json` tags of its types: fields
 * with `omitempty` are left out, lists and pointers without it are null.
 */
const cases: readonly { name: string; path: string; body: object; field: string; want: unknown }[] = [
  {
    name: "rules of a role",
    path: "/apis/rbac.authorization.k8s.io/v1/namespaces/golden/roles",
    body: { metadata: { name: "none" } },
    field: "rules",
    want: null,
  },
  {
    name: "an empty list of rules",
    path: "/apis/rbac.authorization.k8s.io/v1/clusterroles",
    body: { metadata: { name: "none" }, rules: [] },
    field: "rules",
    want: null,
  },
  {
    name: "endpoints of a slice",
    path: "/apis/discovery.k8s.io/v1/namespaces/golden/endpointslices",
    body: { metadata: { name: "a" }, addressType: "IPv4", ports: [] },
    field: "endpoints",
    want: null,
  },
  {
    name: "ports of a slice",
    path: "/apis/discovery.k8s.io/v1/namespaces/golden/endpointslices",
    body: { metadata: { name: "b" }, addressType: "IPv4", ports: [] },
    field: "ports",
    want: null,
  },
  {
    name: "limits of a range",
    path: "/api/v1/namespaces/golden/limitranges",
    body: { metadata: { name: "none" } },
    field: "spec",
    want: { limits: null },
  },
  {
    name: "drivers of a node",
    path: "/apis/storage.k8s.io/v1/csinodes",
    body: { metadata: { name: "a" }, spec: {} },
    field: "spec",
    want: { drivers: null },
  },
  {
    name: "topology keys of a driver",
    path: "/apis/storage.k8s.io/v1/csinodes",
    body: { metadata: { name: "b" }, spec: { drivers: [{ name: "d", nodeID: "x", topologyKeys: [] }] } },
    field: "spec",
    want: { drivers: [{ name: "d", nodeID: "x", topologyKeys: null }] },
  },
  {
    name: "empty maps, and false behind a pointer",
    path: "/api/v1/namespaces/golden/configmaps",
    body: { metadata: { name: "empty", labels: {}, annotations: {} }, data: {}, binaryData: {}, immutable: false },
    field: "immutable",
    want: false,
  },
  {
    name: "zero replicas and seconds",
    path: "/api/v1/namespaces/golden/replicationcontrollers",
    body: {
      metadata: { name: "zero" },
      spec: { replicas: 0, minReadySeconds: 0, selector: { a: "b" }, template: podTemplate({ hostNetwork: false }) },
    },
    field: "spec",
    want: {
      replicas: 0,
      selector: { a: "b" },
      template: {
        metadata: { labels: { a: "b" } },
        spec: {
          containers: [
            {
              name: "c",
              image: "i",
              env: [{ name: "E" }],
              resources: {},
              terminationMessagePath: "/dev/termination-log",
              terminationMessagePolicy: "File",
              imagePullPolicy: "Always",
            },
          ],
          restartPolicy: "Always",
          terminationGracePeriodSeconds: 30,
          dnsPolicy: "ClusterFirst",
          securityContext: {},
          schedulerName: "default-scheduler",
        },
      },
    },
  },
];

function podTemplate(spec: object): object {
  const container = { name: "c", image: "i", command: [], workingDir: "", tty: false, env: [{ name: "E", value: "" }] };
  return {
    metadata: { labels: { a: "b" }, annotations: {} },
    spec: { containers: [container], volumes: [], nodeSelector: {}, hostname: "", restartPolicy: "", ...spec },
  };
}

test("zero values come back as they do from a Kubernetes server", async (t) => {
  const bench = await goldenBench(apiGroups);
  for (const { name, path, body, field, want } of cases) {
    await t.test(name, async () => {
      const answer = await bench.send("POST", path, { body });
      assert.equal(answer.status, 201, answer.text);
      const created = answer.body as {
        readonly metadata: { readonly name: string };
        readonly [field: string]: unknown;
      };
      assert.deepEqual(created[field], want);
      const read = await bench.send("GET", `${path}/${created.metadata.name}`);
      assert.deepEqual(read.body, created);
      assert.doesNotMatch(read.text, /\{\},"annotations"|"annotations":\{\}|"labels":\{\}|"data":\{\}/);
    });
  }
});

test("times of conditions that nobody gave are null", async () => {
  const bench = await goldenBench(apiGroups);
  const deployments = "/apis/apps/v1/namespaces/golden/deployments";
  const spec = { selector: { matchLabels: { a: "b" } }, template: podTemplate({}) };
  await bench.send("POST", deployments, { body: { metadata: { name: "d" }, spec } });
  const answer = await bench.send("PATCH", `${deployments}/d/status`, {
    headers: { "content-type": "application/merge-patch+json" },
    body: { status: { replicas: 0, conditions: [{ type: "Available", status: "True", reason: "" }] } },
  });
  assert.deepEqual((answer.body as { status: unknown }).status, {
    conditions: [{ type: "Available", status: "True", lastUpdateTime: null, lastTransitionTime: null }],
  });
});

test("claims of stateful sets say what they are", async () => {
  const bench = await goldenBench(apiGroups);
  const claim = {
    metadata: { name: "v" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
  const spec = { selector: { matchLabels: { a: "b" } }, template: podTemplate({}), volumeClaimTemplates: [claim] };
  const answer = await bench.send("POST", "/apis/apps/v1/namespaces/golden/statefulsets", {
    body: { metadata: { name: "s" }, spec },
  });
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual((answer.body as { spec: { volumeClaimTemplates: unknown } }).spec.volumeClaimTemplates, [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "v" },
      spec: { ...claim.spec, volumeMode: "Filesystem" },
      status: { phase: "Pending" },
    },
  ]);
});
