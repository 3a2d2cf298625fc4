import {
  forbidden,
  inclusiveRangeError,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  notSupported,
  required,
  tooLong,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { PersistentVolumeSource, VolumeSource } from "../v1/types.js";
import { validateInitiator, validateIQN } from "./iscsi.js";
import { validatePathNoBacksteps } from "./paths.js";

/** The rules of sources, by the name of the field. `name` is that of the volume. */
export type SourceRules<Sources> = {
  readonly [K in keyof Sources]?: (
    source: DeepReadonly<NonNullable<Sources[K]>>,
    path: Path,
    name: string,
  ) => ErrorList;
};

const CACHING_MODES = ["None", "ReadOnly", "ReadWrite"];
const DISK_KINDS = ["Dedicated", "Managed", "Shared"];
const MANAGED_DISK_URI =
  "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
const BLOB_URI = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";
const MAX_DRIVER_NAME = 63;
const MAX_TENANT = 64;
const ADDRESS = /^(\[[^\]]*\]|[^:[\]]*):[^:]*$/;

/** What pods and persistent volumes share. */
const SHARED = {
  gcePersistentDisk: ({ pdName, partition }, path) => [
    ...needed(pdName, path.child("pdName")),
    ...validatePartition(partition, path.child("partition")),
  ],
  awsElasticBlockStore: ({ volumeID, partition }, path) => [
    ...needed(volumeID, path.child("volumeID")),
    ...validatePartition(partition, path.child("partition")),
  ],
  nfs: ({ server, path: target = "" }, path) => {
    const errs = [...needed(server, path.child("server")), ...needed(target, path.child("path"))];
    if (!target.startsWith("/")) errs.push(invalid(path.child("path"), target, "must be an absolute path"));
    return errs;
  },
  quobyte: ({ registry = "", tenant = "", volume }, path) => {
    const message = "must be a host:port pair or multiple pairs separated by commas";
    const errs: ErrorList = [];
    if (registry === "") errs.push(required(path.child("registry"), message));
    else if (tenant.length > MAX_TENANT) {
      errs.push(required(path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters"));
    } else {
      const bad = registry.split(",").filter((pair) => !ADDRESS.test(pair));
      errs.push(...bad.map(() => invalid(path.child("registry"), registry, message)));
    }
    return [...errs, ...needed(volume, path.child("volume"))];
  },
  flocker: ({ datasetName = "", datasetUUID = "" }, path) => {
    const errs: ErrorList = [];
    if (datasetName === "" && datasetUUID === "") {
      errs.push(required(path, "one of datasetName and datasetUUID is required"));
    }
    if (datasetName !== "" && datasetUUID !== "") {
      errs.push(invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously"));
    }
    if (datasetName.includes("/")) errs.push(invalid(path.child("datasetName"), datasetName, "must not contain '/'"));
    return errs;
  },
  fc: ({ targetWWNs, wwids, lun }, path) => {
    const place = path.child("targetWWNs");
    const errs: ErrorList = [];
    const [targets, ids] = [targetWWNs ?? [], wwids ?? []];
    if (targets.length === 0 && ids.length === 0) {
      errs.push(required(place, "must specify either targetWWNs or wwids, but not both"));
    }
    if (targets.length > 0 && ids.length > 0) {
      errs.push(invalid(place, targets, "targetWWNs and wwids can not be specified simultaneously"));
    }
    if (targets.length === 0) return errs;
    if (lun === undefined) errs.push(required(path.child("lun"), "lun is required if targetWWNs is specified"));
    else errs.push(...validateLun(lun, path.child("lun")));
    return errs;
  },
  vsphereVolume: ({ volumePath }, path) => needed(volumePath, path.child("volumePath")),
  photonPersistentDisk: ({ pdID }, path) => needed(pdID, path.child("pdID")),
  portworxVolume: ({ volumeID }, path) => needed(volumeID, path.child("volumeID")),
  azureDisk: ({ diskName, diskURI = "", cachingMode, kind }, path) => {
    const errs = [...needed(diskName, path.child("diskName")), ...needed(diskURI, path.child("diskURI"))];
    if (cachingMode !== undefined && !CACHING_MODES.includes(cachingMode)) {
      errs.push(notSupported(path.child("cachingMode"), cachingMode, CACHING_MODES));
    }
    if (kind === undefined) return errs;
    if (!DISK_KINDS.includes(kind)) errs.push(notSupported(path.child("kind"), kind, DISK_KINDS));
    const [start, form] = kind === "Managed" ? ["/subscriptions/", MANAGED_DISK_URI] : ["https://", BLOB_URI];
    if (!diskURI.startsWith(start)) errs.push(notSupported(path.child("diskURI"), diskURI, [form]));
    return errs;
  },
  rbd: ({ monitors, image }, path) => [
    ...((monitors ?? []).length === 0 ? [required(path.child("monitors"), "")] : []),
    ...needed(image, path.child("image")),
  ],
  cephfs: ({ monitors }, path) => ((monitors ?? []).length === 0 ? [required(path.child("monitors"), "")] : []),
  flexVolume: ({ driver, options }, path) => [
    ...needed(driver, path.child("driver")),
    ...Object.keys(options ?? {})
      .filter((key) => /\.(kubernetes|k8s)\.io$/.test(`.${key.split("/")[0]!.toLowerCase()}`))
      .map((key) => invalid(path.child("options").key(key), key, "kubernetes.io and k8s.io namespaces are reserved")),
  ],
} satisfies SourceRules<VolumeSource & PersistentVolumeSource>;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateVolumeSource */
export const POD_DISK_RULES: SourceRules<VolumeSource> = {
  ...SHARED,
  glusterfs: ({ endpoints, path: target }, path) => [
    ...needed(endpoints, path.child("endpoints")),
    ...needed(target, path.child("path")),
  ],
  iscsi: (source, path) => {
    const { targetPortal, iqn = "", lun = 0, secretRef, initiatorName } = source;
    const errs = [...needed(targetPortal, path.child("targetPortal"))];
    errs.push(...validateIQN(iqn, path.child("iqn"), "must be valid format starting with iqn, eui, or naa"));
    errs.push(...validateLun(lun, path.child("lun")));
    if ((source.chapAuthDiscovery === true || source.chapAuthSession === true) && secretRef === undefined) {
      errs.push(required(path.child("secretRef"), ""));
    }
    if (initiatorName === undefined) return errs;
    const place = path.child("initiatorname");
    errs.push(...validateInitiator(initiatorName, place, "must be valid format starting with iqn, eui, or naa"));
    return errs;
  },
  cinder: ({ volumeID, secretRef }, path) => [
    ...needed(volumeID, path.child("volumeID")),
    ...(secretRef === undefined ? [] : needed(secretRef.name, path.child("secretRef", "name"))),
  ],
  azureFile: ({ secretName, shareName }, path) => [
    ...needed(secretName, path.child("secretName")),
    ...needed(shareName, path.child("shareName")),
  ],
  scaleIO: (source, path) => validateScaleIO(source, path),
  storageos: (source, path) => [
    ...validateStorageOS(source, path),
    ...(source.secretRef === undefined ? [] : needed(source.secretRef.name, path.child("secretRef", "name"))),
  ],
  csi: ({ driver, nodePublishSecretRef }, path) => {
    const errs = validateCSIDriverName(driver ?? "", path.child("driver"));
    if (nodePublishSecretRef === undefined) return errs;
    const name = nodePublishSecretRef.name ?? "";
    if (name === "") return [...errs, required(path.child("nodePublishSecretRef", "name"), "")];
    return [...errs, ...isDNS1123Subdomain(name).map((message) => invalid(path.child("name"), name, message))];
  },
};

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec */
export const PERSISTENT_DISK_RULES: SourceRules<PersistentVolumeSource> = {
  ...SHARED,
  glusterfs: ({ endpoints, path: target, endpointsNamespace: namespace }, path) => {
    const errs = [...needed(endpoints, path.child("endpoints")), ...needed(target, path.child("path"))];
    if (namespace === undefined) return errs;
    const place = path.child("endpointsNamespace");
    const unset = "if the endpointnamespace is set, it must be a valid namespace name";
    const messages = namespace === "" ? [unset] : isDNS1123Label(namespace);
    return [...errs, ...messages.map((message) => invalid(place, namespace, message))];
  },
  iscsi: (source, path, name) => {
    const { targetPortal = "", iqn = "", lun = 0, secretRef, initiatorName } = source;
    const errs = [...needed(targetPortal, path.child("targetPortal"))];
    if (initiatorName !== undefined && `${name}:${targetPortal}`.length > MAX_ISCSI_NAME) {
      errs.push(invalid(path.child("targetportal"), targetPortal, ISCSI_NAME_MESSAGE));
    }
    errs.push(...validateIQN(iqn, path.child("iqn"), "must be valid format"));
    errs.push(...validateLun(lun, path.child("lun")));
    if ((source.chapAuthDiscovery === true || source.chapAuthSession === true) && secretRef === undefined) {
      errs.push(required(path.child("secretRef"), ""));
    }
    if (secretRef !== undefined) errs.push(...needed(secretRef.name, path.child("secretRef", "name")));
    if (initiatorName === undefined) return errs;
    return [...errs, ...validateInitiator(initiatorName, path.child("initiatorname"), "must be valid format")];
  },
  cinder: ({ volumeID, secretRef }, path) => [
    ...needed(volumeID, path.child("volumeID")),
    ...(secretRef === undefined ? [] : validateReference(secretRef, path.child("secretRef"))),
  ],
  azureFile: ({ secretName, shareName, secretNamespace }, path) => [
    ...needed(secretName, path.child("secretName")),
    ...needed(shareName, path.child("shareName")),
    ...(secretNamespace === undefined ? [] : needed(secretNamespace, path.child("secretNamespace"))),
  ],
  scaleIO: (source, path) => validateScaleIO(source, path),
  storageos: (source, path) => [
    ...validateStorageOS(source, path),
    ...(source.secretRef === undefined ? [] : validateReference(source.secretRef, path.child("secretRef"))),
  ],
  local: ({ path: target }, path) => {
    const place = path.child("path");
    return target ? validatePathNoBacksteps(target, place) : [required(place, "")];
  },
  csi: (source, path) => {
    const errs = [
      ...validateCSIDriverName(source.driver ?? "", path.child("driver")),
      ...needed(source.volumeHandle, path.child("volumeHandle")),
    ];
    for (const field of CSI_SECRETS) {
      const secret = source[field];
      if (secret !== undefined) errs.push(...validateSecretReference(secret, path.child(field)));
    }
    return errs;
  },
};

/** A name that is made of these two must fit. */
export const MAX_ISCSI_NAME = 64;
export const ISCSI_NAME_MESSAGE =
  "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.";

const CSI_SECRETS = [
  "controllerPublishSecretRef",
  "controllerExpandSecretRef",
  "nodePublishSecretRef",
  "nodeExpandSecretRef",
] as const;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateCSIDriverName */
export function validateCSIDriverName(name: string, path: Path): ErrorList {
  if (name === "") return [required(path, "")];
  const errs: ErrorList = name.length > MAX_DRIVER_NAME ? [tooLong(path, "", MAX_DRIVER_NAME)] : [];
  return [...errs, ...isDNS1123Subdomain(name.toLowerCase()).map((message) => invalid(path, name, message))];
}

interface Reference {
  readonly name?: string;
  readonly namespace?: string;
}

function validateReference({ name, namespace }: Reference, path: Path): ErrorList {
  return [...needed(name, path.child("name")), ...needed(namespace, path.child("namespace"))];
}

function validateSecretReference({ name, namespace }: Reference, path: Path): ErrorList {
  const errs = name
    ? isDNS1123Subdomain(name).map((message) => invalid(path.child("name"), name, message))
    : [required(path.child("name"), "")];
  if (!namespace) return [...errs, required(path.child("namespace"), "")];
  return [...errs, ...isDNS1123Label(namespace).map((message) => invalid(path.child("namespace"), namespace, message))];
}

function validateScaleIO(
  source: { readonly gateway?: string; readonly system?: string; readonly volumeName?: string },
  path: Path,
): ErrorList {
  return (["gateway", "system", "volumeName"] as const).flatMap((field) => needed(source[field], path.child(field)));
}

function validateStorageOS(
  { volumeName, volumeNamespace }: { readonly volumeName?: string; readonly volumeNamespace?: string },
  path: Path,
): ErrorList {
  const errs = needed(volumeName, path.child("volumeName"));
  for (const [field, value] of Object.entries({ volumeName, volumeNamespace })) {
    if (value) errs.push(...isDNS1123Label(value).map((message) => invalid(path.child(field), value, message)));
  }
  return errs;
}

function validatePartition(partition: number | undefined, path: Path): ErrorList {
  if (partition === undefined || (partition >= 0 && partition <= 255)) return [];
  return [invalid(path, partition, inclusiveRangeError(1, 255))];
}

function validateLun(lun: number, path: Path): ErrorList {
  return lun < 0 || lun > 255 ? [invalid(path, lun, inclusiveRangeError(0, 255))] : [];
}

export function needed(value: string | null | undefined, path: Path): ErrorList {
  return value ? [] : [required(path, "")];
}

/** Of several sources the first one stands; `names` are those of fields that upstream's errors name otherwise. */
export function forbidMore(
  sources: readonly string[],
  names: { readonly [source: string]: string },
  path: Path,
): ErrorList {
  const more = sources.slice(1);
  return more.map((source) =>
    forbidden(path.child(names[source] ?? source), "may not specify more than 1 volume type"),
  );
}
