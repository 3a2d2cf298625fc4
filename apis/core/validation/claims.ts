import {
  deepCopyJSON,
  forbidden,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  notSupported,
  parseQuantity,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goCore } from "../go-types.js";
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec, TypedLocalObjectReference } from "../v1/types.js";
import { validateWholeQuantity } from "./resources.js";

const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
export const VOLUME_MODES = ["Block", "Filesystem"];
const SPEC = Path.of("spec");
const CLAIM_FIXED =
  "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

/** `message` is what a client is told that gives none. */
export function validateAccessModes(modes: readonly string[] | undefined, path: Path, message: string): ErrorList {
  if ((modes ?? []).length === 0) return [required(path, message)];
  const errs: ErrorList = (modes ?? [])
    .filter((mode) => !ACCESS_MODES.includes(mode))
    .map((mode) => notSupported(path, mode, ACCESS_MODES));
  const known = new Set(modes?.filter((mode) => ACCESS_MODES.includes(mode)));
  if (known.has("ReadWriteOncePod") && known.size > 1) {
    errs.push(forbidden(path, "may not use ReadWriteOncePod with other access modes"));
  }
  return errs;
}

export function validateClassName(name: string | undefined, path: Path): ErrorList {
  return name ? isDNS1123Subdomain(name).map((message) => invalid(path, name, message)) : [];
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec */
export function validatePersistentVolumeClaimSpec(
  spec: DeepReadonly<PersistentVolumeClaimSpec>,
  path: Path,
): ErrorList {
  const errs = validateAccessModes(spec.accessModes, path.child("accessModes"), "at least 1 access mode is required");
  errs.push(...validateLabelSelector(spec.selector, {}, path.child("selector")));
  const storage = spec.resources?.requests?.["storage"];
  const place = path.child("resources").key("storage");
  if (storage === undefined) errs.push(required(place, ""));
  else if (parseQuantity(storage).sign <= 0) errs.push(invalid(place, storage, "must be greater than zero"));
  else errs.push(...validateWholeQuantity(storage, place));
  errs.push(...validateClassName(spec.storageClassName, path.child("storageClassName")));
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errs.push(notSupported(path.child("volumeMode"), spec.volumeMode, VOLUME_MODES));
  }
  errs.push(...validateDataSources(spec, path));
  errs.push(...validateClassName(spec.volumeAttributesClassName, path.child("volumeAttributesClassName")));
  return errs;
}

function validateDataSources(
  { dataSource, dataSourceRef }: DeepReadonly<PersistentVolumeClaimSpec>,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  if (dataSource !== undefined) errs.push(...validateDataSource(dataSource, path.child("dataSource")));
  const namespace = dataSourceRef?.namespace ?? "";
  if (dataSourceRef !== undefined) {
    const place = path.child("dataSourceRef");
    errs.push(...validateDataSource(dataSourceRef, place));
    if (namespace !== "") {
      errs.push(...isDNS1123Label(namespace).map((message) => invalid(place.child("namespace"), namespace, message)));
    }
  }
  if (dataSource === undefined || dataSourceRef === undefined) return errs;
  // Upstream gives the path in place of the value, which comes out like this.
  const named = {};
  if (namespace !== "") {
    errs.push(invalid(path, named, "may not be specified when dataSourceRef.namespace is specified"));
  } else if (!semanticEqualJSON(dataSource, dataSourceRef)) errs.push(invalid(path, named, "must match dataSourceRef"));
  return errs;
}

function validateDataSource(source: DeepReadonly<TypedLocalObjectReference>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (!source.name) errs.push(required(path.child("name"), ""));
  if (!source.kind) errs.push(required(path.child("kind"), ""));
  const group = source.apiGroup ?? "";
  if (group === "" && source.kind !== "PersistentVolumeClaim") {
    errs.push(invalid(path, source.kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  }
  if (group === "") return errs;
  return [...errs, ...isDNS1123Subdomain(group).map((message) => invalid(path.child("apiGroup"), group, message))];
}

/** A bound claim may only ask for more storage; another one may be given a volume and a class. */
export function validatePersistentVolumeClaimUpdate(
  claim: DeepReadonly<PersistentVolumeClaim>,
  old: DeepReadonly<PersistentVolumeClaim>,
): ErrorList {
  const spec: DeepReadonly<PersistentVolumeClaimSpec> = claim.spec ?? {};
  const before: DeepReadonly<PersistentVolumeClaimSpec> = old.spec ?? {};
  const errs = validatePersistentVolumeClaimSpec(spec, SPEC);
  const [now, was] = comparable(spec, before, claim.status?.phase === "Bound");
  if (!semanticEqualJSON(now, was)) {
    const diff = goCore.diff("PersistentVolumeClaimSpec", was, now);
    errs.push(forbidden(SPEC, `${CLAIM_FIXED}\n${diff}`));
  }
  errs.push(...validateSizeUpdate(spec, before, old.status?.capacity?.["storage"]));
  if (spec.volumeMode !== before.volumeMode) {
    errs.push(invalid(Path.of("volumeMode"), spec.volumeMode, "field is immutable"));
  }
  const name = spec.volumeAttributesClassName ?? "";
  const applied = old.status?.currentVolumeAttributesClassName;
  if (name === "" && applied !== undefined && before.volumeAttributesClassName !== spec.volumeAttributesClassName) {
    const what = spec.volumeAttributesClassName === undefined ? "nil" : "empty string";
    const message = `update to ${what} is forbidden when status.currentVolumeAttributesClassName is not nil`;
    errs.push(forbidden(SPEC.child("volumeAttributesClassName"), message));
  }
  return errs;
}

/** Both specs without the differences that are allowed: a volume or class that is only now given, what bound claims change. */
function comparable(
  spec: DeepReadonly<PersistentVolumeClaimSpec>,
  before: DeepReadonly<PersistentVolumeClaimSpec>,
  bound: boolean,
): [now: object, was: object] {
  const now = deepCopyJSON(spec) as PersistentVolumeClaimSpec;
  const was = deepCopyJSON(before) as PersistentVolumeClaimSpec;
  if (!was.volumeName) set(was, "volumeName", now.volumeName);
  if (was.storageClassName === undefined) set(now, "storageClassName", undefined);
  if (bound) {
    const requests = now.resources?.requests;
    if (requests !== undefined) requests["storage"] = was.resources?.requests?.["storage"] ?? "0";
    set(now, "volumeAttributesClassName", was.volumeAttributesClassName);
  }
  return [now, was];
}

function set<K extends keyof PersistentVolumeClaimSpec>(
  spec: PersistentVolumeClaimSpec,
  field: K,
  value: PersistentVolumeClaimSpec[K] | undefined,
): void {
  if (value === undefined) delete spec[field];
  else spec[field] = value;
}

/** A claim that could not grow may ask for less again, but for more than it has. */
function validateSizeUpdate(
  spec: DeepReadonly<PersistentVolumeClaimSpec>,
  before: DeepReadonly<PersistentVolumeClaimSpec>,
  capacity: string | undefined,
): ErrorList {
  const asked = parseQuantity(spec.resources?.requests?.["storage"] ?? "0");
  if (asked.compare(parseQuantity(before.resources?.requests?.["storage"] ?? "0")) >= 0) return [];
  if (asked.compare(parseQuantity(capacity ?? "0")) > 0) return [];
  const path = SPEC.child("resources", "requests", "storage");
  return [forbidden(path, "field can not be less than status.capacity")];
}
