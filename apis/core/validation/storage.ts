import {
  forbidden,
  invalid,
  notSupported,
  parseQuantity,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimSpec } from "../v1/types.js";

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const RECLAIM_POLICIES = ["Delete", "Recycle", "Retain"];
const VOLUME_MODES = ["Block", "Filesystem"];
const SPEC = Path.of("spec");
/** Fields of a PersistentVolumeSpec that are no sources. */
const NO_SOURCES: ReadonlySet<string> = new Set([
  "capacity",
  "accessModes",
  "claimRef",
  "persistentVolumeReclaimPolicy",
  "storageClassName",
  "mountOptions",
  "volumeMode",
  "nodeAffinity",
  "volumeAttributesClassName",
]);

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeSpec */
export function validatePersistentVolume(volume: DeepReadonly<PersistentVolume>): ErrorList {
  const spec = volume.spec ?? {};
  const errs = validateAccessModes(spec.accessModes, SPEC.child("accessModes"));
  const capacity = spec.capacity ?? {};
  if (Object.keys(capacity).length === 0) errs.push(required(SPEC.child("capacity"), ""));
  else if (capacity["storage"] === undefined || Object.keys(capacity).length > 1) {
    errs.push(notSupported(SPEC.child("capacity"), capacity, ["storage"]));
  }
  for (const [name, quantity] of Object.entries(capacity)) {
    if (parseQuantity(quantity).sign > 0) continue;
    errs.push(invalid(SPEC.child("capacity").key(name), quantity, "must be greater than zero"));
  }
  if (spec.persistentVolumeReclaimPolicy && !RECLAIM_POLICIES.includes(spec.persistentVolumeReclaimPolicy)) {
    const path = SPEC.child("persistentVolumeReclaimPolicy");
    errs.push(notSupported(path, spec.persistentVolumeReclaimPolicy, RECLAIM_POLICIES));
  }
  const sources = Object.keys(spec).filter((key) => !NO_SOURCES.has(key));
  if (sources.length === 0) errs.push(required(SPEC, "must specify a volume type"));
  for (const extra of sources.slice(1)) {
    errs.push(forbidden(SPEC.child(extra), "may not specify more than 1 volume type"));
  }
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errs.push(notSupported(SPEC.child("volumeMode"), spec.volumeMode, VOLUME_MODES));
  }
  return errs;
}

/** A volume stays where it is. */
export function validatePersistentVolumeUpdate(
  volume: DeepReadonly<PersistentVolume>,
  old: DeepReadonly<PersistentVolume>,
): ErrorList {
  const errs = validatePersistentVolume(volume);
  const sourceOf = (spec: object | undefined): object =>
    Object.fromEntries(Object.entries(spec ?? {}).filter(([key]) => !NO_SOURCES.has(key)));
  if (!semanticEqualJSON(sourceOf(volume.spec), sourceOf(old.spec))) {
    errs.push(
      forbidden(SPEC.child("persistentvolumesource"), "spec.persistentvolumesource is immutable after creation"),
    );
  }
  if (volume.spec?.volumeMode !== old.spec?.volumeMode) {
    errs.push(invalid(SPEC.child("volumeMode"), volume.spec?.volumeMode, "field is immutable"));
  }
  return errs;
}

function validateAccessModes(modes: readonly string[] | undefined, path: Path): ErrorList {
  if ((modes ?? []).length === 0) return [required(path, "at least 1 access mode is required")];
  const errs: ErrorList = (modes ?? [])
    .filter((mode) => !ACCESS_MODES.includes(mode))
    .map((mode) => notSupported(path, mode, ACCESS_MODES));
  if (modes?.includes("ReadWriteOncePod") === true && modes.length > 1) {
    errs.push(forbidden(path, "may not use ReadWriteOncePod with other access modes"));
  }
  return errs;
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec */
export function validatePersistentVolumeClaimSpec(
  spec: DeepReadonly<PersistentVolumeClaimSpec>,
  path: Path,
): ErrorList {
  const errs = validateAccessModes(spec.accessModes, path.child("accessModes"));
  errs.push(...validateLabelSelector(spec.selector, {}, path.child("selector")));
  const storage = spec.resources?.requests?.["storage"];
  const place = path.child("resources").key("storage");
  if (storage === undefined) errs.push(required(place, ""));
  else if (parseQuantity(storage).sign <= 0) errs.push(invalid(place, storage, "must be greater than zero"));
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errs.push(notSupported(path.child("volumeMode"), spec.volumeMode, VOLUME_MODES));
  }
  return errs;
}

/** A bound claim may only ask for more storage; another one may be given a volume and a class. */
export function validatePersistentVolumeClaimUpdate(
  claim: DeepReadonly<PersistentVolumeClaim>,
  old: DeepReadonly<PersistentVolumeClaim>,
): ErrorList {
  const spec: DeepReadonly<PersistentVolumeClaimSpec> = claim.spec ?? {};
  const before: DeepReadonly<PersistentVolumeClaimSpec> = old.spec ?? {};
  const errs = validatePersistentVolumeClaimSpec(spec, SPEC);
  const bound = old.status?.phase === "Bound";
  const fixed = ({ resources: _resources, volumeAttributesClassName: _class, ...rest }: typeof spec): object => {
    if (before.volumeName) return rest;
    const { volumeName: _volume, ...unbound } = rest;
    return unbound;
  };
  if (!semanticEqualJSON(fixed(spec), fixed(before))) {
    errs.push(
      forbidden(
        SPEC,
        "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims",
      ),
    );
  }
  const asked = spec.resources?.requests?.["storage"];
  const had = before.resources?.requests?.["storage"];
  if (bound && asked !== undefined && had !== undefined && parseQuantity(asked).compare(parseQuantity(had)) < 0) {
    const path = SPEC.child("resources", "requests", "storage");
    errs.push(forbidden(path, "field can not be less than previous value"));
  }
  return errs;
}
