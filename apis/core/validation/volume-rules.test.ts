import assert from "node:assert/strict";
import { test } from "node:test";
import { Path } from "kindsmith/apimachinery";
import type { PersistentVolumeSpec, Volume } from "../v1/types.js";
import { validatePersistentVolume } from "./persistent-volumes.js";
import { validateVolumes } from "./volumes.js";

const MORE = "may not specify more than 1 volume type";

/** Sources of a pod's volume `v`, and what upstream says of them, below `v[0].`. */
const podCases: readonly { source: Omit<Volume, "name">; want: readonly string[] }[] = [
  {
    source: { gcePersistentDisk: { pdName: "", partition: 256 } },
    want: [
      "persistentDisk.pdName: Required value",
      "persistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive",
    ],
  },
  {
    source: { iscsi: { targetPortal: "", iqn: "x", lun: 256, chapAuthSession: true, initiatorName: "iqn.x" } },
    want: [
      "iscsi.targetPortal: Required value",
      'iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa',
      "iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive",
      "iscsi.secretRef: Required value",
      'iscsi.initiatorname: Invalid value: "iqn.x": must be valid format',
    ],
  },
  { source: { iscsi: { targetPortal: "1.2.3.4", iqn: "iqn.2016-04.com.example:s", lun: 0 } }, want: [] },
  {
    source: { flocker: { datasetName: "a/b", datasetUUID: "c" } },
    want: [
      'flocker: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously',
      "flocker.datasetName: Invalid value: \"a/b\": must not contain '/'",
    ],
  },
  {
    source: { fc: { targetWWNs: ["a"] } },
    want: ["fc.lun: Required value: lun is required if targetWWNs is specified"],
  },
  {
    source: { quobyte: { registry: "a:1,b", volume: "" } },
    want: [
      'quobyte.registry: Invalid value: "a:1,b": must be a host:port pair or multiple pairs separated by commas',
      "quobyte.volume: Required value",
    ],
  },
  {
    source: { flexVolume: { driver: "d", options: { "a.k8s.io/b": "c" } } },
    want: [
      'flexVolume.options[a.k8s.io/b]: Invalid value: "a.k8s.io/b": kubernetes.io and k8s.io namespaces are reserved',
    ],
  },
  {
    source: { azureDisk: { diskName: "d", diskURI: "x", kind: "Managed", cachingMode: "Some" as "None" } },
    want: [
      'azureDisk.cachingMode: Unsupported value: "Some": supported values: "None", "ReadOnly", "ReadWrite"',
      'azureDisk.diskURI: Unsupported value: "x": supported values: ' +
        '"/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"',
    ],
  },
  {
    source: { csi: { driver: "", nodePublishSecretRef: { name: "A" } } },
    want: [
      "csi.driver: Required value",
      'csi.name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, ' +
        "'-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for " +
        "validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    ],
  },
  {
    source: { storageos: { volumeName: "", secretRef: {} } },
    want: ["storageos.volumeName: Required value", "storageos.secretRef.name: Required value"],
  },
  {
    source: {
      ephemeral: { volumeClaimTemplate: { metadata: { name: "n" }, spec: { accessModes: ["ReadWriteOnce"] } } },
    },
    want: [
      "ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set",
      "ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value",
    ],
  },
  {
    source: { cephfs: { monitors: ["m"] }, rbd: { monitors: [], image: "" } },
    want: ["rbd.monitors: Required value", "rbd.image: Required value", `cephFS: Forbidden: ${MORE}`],
  },
  {
    source: { scaleIO: { gateway: "", system: "s", secretRef: {} } },
    want: ["scaleIO.gateway: Required value", "scaleIO.volumeName: Required value"],
  },
];

for (const { source, want } of podCases) {
  test(`a pod's volume of ${JSON.stringify(source)}`, () => {
    const { errs } = validateVolumes([{ name: "v", ...source }], "pod", Path.of("v"));
    assert.deepEqual(
      errs.map(String),
      want.map((text) => `v[0].${text}`),
    );
  });
}

const volume: PersistentVolumeSpec = { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"] };

const persistentCases: readonly { spec: PersistentVolumeSpec; want: readonly string[] }[] = [
  {
    spec: { hostPath: { path: "/a" } },
    want: [
      "spec.accessModes: Required value",
      "spec.capacity: Required value",
      'spec.capacity: Unsupported value: null: supported values: "storage"',
    ],
  },
  {
    spec: { ...volume, local: { path: "/a/../b" } },
    want: [
      "spec.local.path: Invalid value: \"/a/../b\": must not contain '..'",
      "spec.nodeAffinity: Required value: Local volume requires node affinity",
    ],
  },
  {
    spec: { ...volume, nfs: { server: "", path: "a" }, hostPath: { path: "/b" } },
    want: [`spec.nfs: Forbidden: ${MORE}`],
  },
  {
    spec: { ...volume, csi: { driver: "d", volumeHandle: "", nodePublishSecretRef: { name: "s" } } },
    want: ["spec.csi.volumeHandle: Required value", "spec.csi.nodePublishSecretRef.namespace: Required value"],
  },
  {
    spec: { ...volume, glusterfs: { endpoints: "e", path: "p", endpointsNamespace: "" } },
    want: [
      'spec.glusterfs.endpointsNamespace: Invalid value: "": if the endpointnamespace is set, it must be a valid namespace name',
    ],
  },
  {
    spec: { ...volume, hostPath: { path: "/" }, persistentVolumeReclaimPolicy: "Recycle", nodeAffinity: {} },
    want: [
      "spec.nodeAffinity.required: Required value: must specify required node constraints",
      "spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'",
    ],
  },
  {
    spec: { ...volume, capacity: { storage: "-1500m" }, hostPath: { path: "/a" } },
    want: [
      "spec.capacity[storage]: Invalid value: -2: must be a valid resource quantity",
      'spec.capacity[storage]: Invalid value: "-1500m": must be greater than zero',
    ],
  },
];

for (const { spec, want } of persistentCases) {
  test(`a persistent volume of ${JSON.stringify(spec)}`, () =>
    assert.deepEqual(validatePersistentVolume({ metadata: { name: "v" }, spec }).map(String), want));
}
