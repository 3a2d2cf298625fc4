import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench } from "../apiserver/endpoints/testing/index.js";
import { apiGroups } from "../generated/registry/index.js";

const pod = { restartPolicy: "Never", containers: [{ name: "c", image: "i" }] };

/** What a server says of updates that are not allowed, in the words of upstream's validation. */
const cases: readonly { name: string; path: string; object: object; patch: object; want: readonly string[] }[] = [
  {
    name: "a volume moves",
    path: "/api/v1/persistentvolumes",
    object: {
      spec: { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/a" } },
    },
    patch: { spec: { hostPath: { path: "/b" } } },
    want: [
      "spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation\n" +
        '@@ -2,7 +2,7 @@\n  "GCEPersistentDisk": null,\n  "AWSElasticBlockStore": null,\n  "HostPath": {\n' +
        '-  "Path": "/a",\n+  "Path": "/b",\n   "Type": ""\n  },\n  "Glusterfs": null,\n',
    ],
  },
  {
    name: "a claim that is not bound asks for more",
    path: "/api/v1/namespaces/golden/persistentvolumeclaims",
    object: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
    patch: { spec: { resources: { requests: { storage: "2Gi" } } } },
    want: [
      "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for " +
        'bound claims\n@@ -6,7 +6,7 @@\n  "Resources": {\n   "Limits": null,\n   "Requests": {\n' +
        '-   "storage": "1Gi"\n+   "storage": "2Gi"\n   }\n  },\n  "VolumeName": "",\n',
    ],
  },
  {
    name: "a job gets other rules for failures",
    path: "/apis/batch/v1/namespaces/golden/jobs",
    object: { spec: { template: { spec: pod } } },
    patch: { spec: { podFailurePolicy: { rules: [{ action: "Ignore", onPodConditions: [{ type: "A" }] }] } } },
    want: [
      'spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"',
      'spec.podFailurePolicy: Invalid value: {"Rules":[{"Action":"Ignore","OnExitCodes":null,"OnPodConditions":' +
        '[{"Type":"A","Status":"True"}]}]}: field is immutable',
    ],
  },
  {
    name: "an indexed job grows alone",
    path: "/apis/batch/v1/namespaces/golden/jobs",
    object: { spec: { completions: 2, parallelism: 2, completionMode: "Indexed", template: { spec: pod } } },
    patch: { spec: { completions: 3 } },
    want: ["spec.completions: Invalid value: 3: can only be modified in tandem with spec.parallelism"],
  },
  {
    name: "a binding leads elsewhere",
    path: "/apis/rbac.authorization.k8s.io/v1/namespaces/golden/rolebindings",
    object: { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "a" } },
    patch: { roleRef: { name: "b" } },
    want: [
      'roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef',
    ],
  },
  {
    name: "an attachment goes to another node",
    path: "/apis/storage.k8s.io/v1/volumeattachments",
    object: { spec: { attacher: "a.io", nodeName: "n", source: { persistentVolumeName: "v" } } },
    patch: { spec: { nodeName: "m" } },
    want: [
      'spec: Invalid value: {"Attacher":"a.io","Source":{"PersistentVolumeName":"v","InlineVolumeSpec":null},' +
        '"NodeName":"m"}: field is immutable',
    ],
  },
  {
    name: "a driver becomes another one",
    path: "/apis/storage.k8s.io/v1/csinodes",
    object: { spec: { drivers: [{ name: "d.io", nodeID: "1", topologyKeys: ["a"] }] } },
    patch: { spec: { drivers: [{ name: "d.io", nodeID: "2", topologyKeys: ["a"], allocatable: { count: 1 } }] } },
    want: [
      'spec.drivers: Invalid value: {"Name":"d.io","NodeID":"2","TopologyKeys":["a"],"Allocatable":null}: ' +
        "field is immutable",
    ],
  },
];

test("updates are refused in upstream's words", async (t) => {
  const bench = await goldenBench(apiGroups);
  for (const { name, path, object, patch, want } of cases) {
    await t.test(name, async () => {
      const id = name.replaceAll(" ", "-");
      const made = await bench.send("POST", path, { body: { metadata: { name: id }, ...object } });
      assert.equal(made.status, 201, made.text);
      const answer = await bench.send("PATCH", `${path}/${id}`, {
        headers: { "content-type": "application/merge-patch+json" },
        body: patch,
      });
      assert.equal(answer.status, 422, answer.text);
      const { details } = answer.body as { details: { causes: { field: string; message: string }[] } };
      assert.deepEqual(
        details.causes.map(({ field, message }) => `${field}: ${message}`),
        want,
      );
    });
  }
});
