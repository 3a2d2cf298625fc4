import {
  duplicate,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { Volume } from "../v1/types.js";
import { forbidMore, ISCSI_NAME_MESSAGE, MAX_ISCSI_NAME } from "./disk-sources.js";
import { SOURCE_RULES } from "./volume-sources.js";

/** The order in which upstream looks at sources: of several, the first one stands. */
const SOURCES = [
  "emptyDir",
  "hostPath",
  "gitRepo",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "secret",
  "nfs",
  "iscsi",
  "glusterfs",
  "flocker",
  "persistentVolumeClaim",
  "rbd",
  "cinder",
  "cephfs",
  "quobyte",
  "downwardAPI",
  "fc",
  "flexVolume",
  "configMap",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "storageos",
  "projected",
  "scaleIO",
  "csi",
  "ephemeral",
  "image",
] as const satisfies readonly (keyof Volume)[];

/** Upstream's errors name these otherwise than its fields. */
const FIRST_NAMES: { readonly [source: string]: string } = { gcePersistentDisk: "persistentDisk" };
const MORE_NAMES: { readonly [source: string]: string } = { cephfs: "cephFS", downwardAPI: "downwarAPI" };

export interface ValidatedVolumes {
  /** By name; of those whose names are right. */
  readonly named: ReadonlyMap<string, DeepReadonly<Volume>>;
  readonly errs: ErrorList;
}

/**
 * `podName` is empty for templates.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateVolumes
 */
export function validateVolumes(
  volumes: DeepReadonly<Volume[]> | undefined,
  podName: string,
  path: Path,
): ValidatedVolumes {
  const named = new Map<string, DeepReadonly<Volume>>();
  const made = new Set((volumes ?? []).filter(({ ephemeral }) => ephemeral).map(({ name }) => `${podName}-${name}`));
  const errs = (volumes ?? []).flatMap((volume, i) => {
    const place = path.index(i);
    const own = validateVolumeSource(volume, podName, place);
    const name = place.child("name");
    if (!volume.name) own.push(required(name, ""));
    else own.push(...isDNS1123Label(volume.name).map((message) => invalid(name, volume.name, message)));
    if (named.has(volume.name)) own.push(duplicate(name, volume.name));
    if (own.length === 0) named.set(volume.name, volume);
    const claim = volume.persistentVolumeClaim?.claimName;
    if (podName !== "" && claim !== undefined && made.has(claim)) {
      const message = "must not reference a PVC that gets created for an ephemeral volume";
      own.push(invalid(place.child("persistentVolumeClaim", "claimName"), claim, message));
    }
    return own;
  });
  return { named, errs };
}

function validateVolumeSource(volume: DeepReadonly<Volume>, podName: string, path: Path): ErrorList {
  const given = SOURCES.filter((source) => volume[source] !== undefined);
  const [first] = given;
  if (first === undefined) return [required(path, "must specify a volume type")];
  const rule = SOURCE_RULES[first] as (source: unknown, path: Path, name: string, isPod: boolean) => ErrorList;
  const errs = rule(volume[first], path.child(FIRST_NAMES[first] ?? first), volume.name, podName !== "");
  const { initiatorName, targetPortal } = volume.iscsi ?? {};
  if (initiatorName !== undefined && `${volume.name}:${targetPortal}`.length > MAX_ISCSI_NAME) {
    errs.push(invalid(path.child("name"), volume.name, ISCSI_NAME_MESSAGE));
  }
  if (first === "ephemeral" && podName !== "" && volume.name) {
    const claim = `${podName}-${volume.name}`;
    const messages = isDNS1123Subdomain(claim).map((message) => `PVC name ${JSON.stringify(claim)}: ${message}`);
    errs.push(...messages.map((message) => invalid(path.child("name"), volume.name, message)));
  }
  return [...errs, ...forbidMore(given, MORE_NAMES, path)];
}
