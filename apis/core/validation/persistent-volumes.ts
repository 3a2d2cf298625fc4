import {
  forbidden,
  invalid,
  notSupported,
  parseQuantity,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goCore } from "../go-types.js";
import type { PersistentVolume, PersistentVolumeSource, PersistentVolumeSpec } from "../v1/types.js";
import { validateNodeSelector } from "./affinity.js";
import { validateAccessModes, validateClassName, VOLUME_MODES } from "./claims.js";
import { forbidMore, PERSISTENT_DISK_RULES, type SourceRules } from "./disk-sources.js";
import { validateHostPath } from "./volume-sources.js";

const RECLAIM_POLICIES = ["Delete", "Recycle", "Retain"];
const SPEC = Path.of("spec");
const INLINE = "in the context of inline volumes";

const SOURCE_RULES: SourceRules<PersistentVolumeSource> = {
  ...PERSISTENT_DISK_RULES,
  hostPath: (source, path) => validateHostPath(source, path),
};

/** The order in which upstream looks at sources: of several, the first one stands. */
const SOURCES = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "glusterfs",
  "flocker",
  "nfs",
  "rbd",
  "quobyte",
  "cephfs",
  "iscsi",
  "cinder",
  "fc",
  "flexVolume",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "scaleIO",
  "local",
  "storageos",
  "csi",
] as const satisfies readonly (keyof PersistentVolumeSource)[];

/** Upstream's errors name these otherwise than its fields. */
const FIRST_NAMES: { readonly [source: string]: string } = { gcePersistentDisk: "persistentDisk" };
const MORE_NAMES: { readonly [source: string]: string } = { cephfs: "cephFS" };

export function validatePersistentVolume({ metadata, spec }: DeepReadonly<PersistentVolume>): ErrorList {
  return validatePersistentVolumeSpec(spec ?? {}, metadata.name ?? "", false, SPEC);
}

/**
 * `inline`: the spec stands in a VolumeAttachment, for a volume that no PersistentVolume describes.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec
 */
export function validatePersistentVolumeSpec(
  spec: DeepReadonly<PersistentVolumeSpec>,
  name: string,
  inline: boolean,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const capacity = spec.capacity ?? {};
  const notInline = (field: keyof PersistentVolumeSpec & string): void => {
    errs.push(forbidden(path.child(field), `may not be specified ${INLINE}`));
  };
  if (inline) {
    if (spec.claimRef !== undefined) notInline("claimRef");
    if (Object.keys(capacity).length > 0) notInline("capacity");
    if (spec.csi === undefined) errs.push(required(path.child("csi"), `has to be specified ${INLINE}`));
  }
  errs.push(...validateAccessModes(spec.accessModes, path.child("accessModes"), ""));
  if (!inline) errs.push(...validateCapacity(spec.capacity, path.child("capacity")));
  errs.push(...validateReclaimPolicy(spec.persistentVolumeReclaimPolicy, inline, path));
  if (spec.nodeAffinity !== undefined) {
    const { required: selector } = spec.nodeAffinity;
    const place = path.child("nodeAffinity");
    if (inline) notInline("nodeAffinity");
    else if (selector !== undefined) errs.push(...validateNodeSelector(selector, place.child("required")));
    else errs.push(required(place.child("required"), "must specify required node constraints"));
  }
  errs.push(...validateSources(spec, name, path));
  if (/^\/+\.?$/.test(spec.hostPath?.path ?? "") && spec.persistentVolumeReclaimPolicy === "Recycle") {
    const message = "may not be 'recycle' for a hostPath mount of '/'";
    errs.push(forbidden(path.child("persistentVolumeReclaimPolicy"), message));
  }
  if (spec.storageClassName && inline) notInline("storageClassName");
  else errs.push(...validateClassName(spec.storageClassName, path.child("storageClassName")));
  return [...errs, ...validateMode(spec.volumeMode, inline, path), ...validateAttributesClass(spec, path)];
}

function validateCapacity(given: DeepReadonly<PersistentVolumeSpec["capacity"]>, path: Path): ErrorList {
  const capacity = given ?? {};
  const names = Object.keys(capacity);
  const errs: ErrorList = names.length === 0 ? [required(path, "")] : [];
  if (capacity["storage"] === undefined || names.length > 1) errs.push(notSupported(path, given, ["storage"]));
  for (const [name, quantity] of Object.entries(capacity)) {
    const amount = parseQuantity(quantity);
    if (amount.sign > 0) continue;
    const whole = amount.value();
    if (whole < 0n) errs.push(invalid(path.key(name), whole, "must be a valid resource quantity"));
    errs.push(invalid(path.key(name), quantity, "must be greater than zero"));
  }
  return errs;
}

function validateReclaimPolicy(policy: string | undefined, inline: boolean, path: Path): ErrorList {
  if (!policy) return [];
  const place = path.child("persistentVolumeReclaimPolicy");
  if (inline) return policy === "Retain" ? [] : [forbidden(place, `may only be Retain ${INLINE}`)];
  return RECLAIM_POLICIES.includes(policy) ? [] : [notSupported(place, policy, RECLAIM_POLICIES)];
}

function validateMode(mode: string | undefined, inline: boolean, path: Path): ErrorList {
  if (mode === undefined) return [];
  const place = path.child("volumeMode");
  if (inline) {
    const message = `may not specify volumeMode other than Filesystem ${INLINE}`;
    return mode === "Filesystem" ? [] : [forbidden(place, message)];
  }
  return VOLUME_MODES.includes(mode) ? [] : [notSupported(place, mode, VOLUME_MODES)];
}

function validateSources(spec: DeepReadonly<PersistentVolumeSpec>, name: string, path: Path): ErrorList {
  const given = SOURCES.filter((source) => spec[source] !== undefined);
  const [first] = given;
  if (first === undefined) return [required(path, "must specify a volume type")];
  const rule = SOURCE_RULES[first] as (source: unknown, path: Path, name: string) => ErrorList;
  const errs = rule(spec[first], path.child(FIRST_NAMES[first] ?? first), name);
  // Disks of one node are of use only to what runs there.
  if (first === "local" && spec.nodeAffinity === undefined) {
    errs.push(required(path.child("nodeAffinity"), "Local volume requires node affinity"));
  }
  return [...errs, ...forbidMore(given, MORE_NAMES, path)];
}

/** Only drivers of CSI know of such classes. */
function validateAttributesClass(spec: DeepReadonly<PersistentVolumeSpec>, parent: Path): ErrorList {
  const name = spec.volumeAttributesClassName;
  if (name === undefined) return [];
  const path = parent.child("volumeAttributesClassName");
  const errs = name === "" ? [required(path, "an empty string is disallowed")] : validateClassName(name, path);
  if (spec.csi !== undefined) return errs;
  return [...errs, required(parent.child("csi"), "has to be specified when using volumeAttributesClassName")];
}

/** A volume stays where it is. */
export function validatePersistentVolumeUpdate(
  volume: DeepReadonly<PersistentVolume>,
  old: DeepReadonly<PersistentVolume>,
): ErrorList {
  const errs = validatePersistentVolume(volume);
  const [source, before] = [sourceOf(volume.spec), sourceOf(old.spec)];
  // A driver may be told later with which secret it grows volumes.
  if (before.csi !== undefined && before.csi.controllerExpandSecretRef === undefined && source.csi !== undefined) {
    const { controllerExpandSecretRef: _added, ...csi } = source.csi;
    source.csi = csi;
  }
  if (!semanticEqualJSON(source, before)) {
    const diff = goCore.diff("PersistentVolumeSource", before, source);
    const message = `spec.persistentvolumesource is immutable after creation\n${diff}`;
    errs.push(forbidden(SPEC.child("persistentvolumesource"), message));
  }
  if (volume.spec?.volumeMode !== old.spec?.volumeMode) {
    errs.push(invalid(Path.of("volumeMode"), volume.spec?.volumeMode, "field is immutable"));
  }
  if (old.spec?.nodeAffinity !== undefined && !semanticEqualJSON(volume.spec?.nodeAffinity, old.spec.nodeAffinity)) {
    const affinity = goCore.value("VolumeNodeAffinity", volume.spec?.nodeAffinity);
    errs.push(
      invalid(Path.of("nodeAffinity"), affinity, "field is immutable, except for updating from beta label to GA"),
    );
  }
  if (old.spec?.volumeAttributesClassName !== undefined && volume.spec?.volumeAttributesClassName === undefined) {
    errs.push(forbidden(SPEC.child("volumeAttributesClassName"), "update from non-nil value to nil is forbidden"));
  }
  return errs;
}

type Source = { csi?: DeepReadonly<NonNullable<PersistentVolumeSpec["csi"]>> };

function sourceOf(spec: DeepReadonly<PersistentVolumeSpec> | undefined): Source {
  return Object.fromEntries(
    SOURCES.filter((source) => spec?.[source] !== undefined).map((source) => [source, spec?.[source]]),
  );
}
