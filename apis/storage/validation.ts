import {
  byteLength,
  duplicate,
  FIELD_IMMUTABLE_MESSAGE,
  forbidden,
  invalid,
  isDNS1123Subdomain,
  isQualifiedName,
  notSupported,
  Path,
  required,
  semanticEqualJSON,
  tooLong,
  validateLabelName,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { validateCSIDriverName } from "../core/validation/disk-sources.js";
import { validatePersistentVolumeSpec } from "../core/validation/persistent-volumes.js";
import type { TopologySelectorTerm } from "../core/v1/types.js";
import { goStorage } from "./go-types.js";
import type {
  CSIDriver,
  StorageClass,
  TokenRequest,
  VolumeAttachment,
  VolumeAttachmentSource,
  VolumeAttributesClass,
} from "./v1/types.js";

const BINDING_MODES = ["Immediate", "WaitForFirstConsumer"];
const RECLAIM_POLICIES = ["Delete", "Retain"];
const LIFECYCLE_MODES = ["Persistent", "Ephemeral"];
const FS_GROUP_POLICIES = ["File", "None", "ReadWriteOnceWithFSType"];
const MAX_PARAMETERS = 512;
const MAX_PARAMETER_BYTES = 256 * 1024;
const MIN_PERIOD_SECONDS = 10;
const MIN_TOKEN_SECONDS = 10 * 60;
const MAX_TOKEN_SECONDS = 2 ** 32;
const SPEC = Path.of("spec");

/** @see kubernetes/kubernetes pkg/apis/storage/validation/validation.go, ValidateStorageClass */
export function validateStorageClass(storageClass: DeepReadonly<StorageClass>): ErrorList {
  const errs = validateProvisioner(storageClass.provisioner ?? "", Path.of("provisioner"));
  errs.push(...validateParameters(storageClass.parameters, Path.of("parameters")));
  const { reclaimPolicy, volumeBindingMode } = storageClass;
  if (reclaimPolicy !== undefined && !RECLAIM_POLICIES.includes(reclaimPolicy)) {
    errs.push(notSupported(Path.of("reclaimPolicy"), reclaimPolicy, RECLAIM_POLICIES));
  }
  if (volumeBindingMode === undefined) errs.push(required(Path.of("volumeBindingMode"), ""));
  else if (!BINDING_MODES.includes(volumeBindingMode)) {
    errs.push(notSupported(Path.of("volumeBindingMode"), volumeBindingMode, BINDING_MODES));
  }
  return [...errs, ...validateTopologies(storageClass.allowedTopologies ?? [], Path.of("allowedTopologies"))];
}

function validateTopologies(terms: DeepReadonly<TopologySelectorTerm[]>, path: Path): ErrorList {
  return terms.flatMap(({ matchLabelExpressions = [] }, i) => {
    const keys = new Set<string>();
    return matchLabelExpressions.flatMap(({ key, values = [] }, n) => {
      const place = path.index(i).child("matchLabelExpressions").index(n);
      const errs: ErrorList = values.length === 0 ? [required(place.child("values"), "")] : [];
      values.forEach((value, v) => {
        if (values.indexOf(value) < v) errs.push(duplicate(place.child("values").index(v), value));
      });
      errs.push(...validateLabelName(key, place.child("key")));
      if (keys.has(key)) errs.push(duplicate(place.child("key"), key));
      keys.add(key);
      return errs;
    });
  });
}

function validateProvisioner(provisioner: string, path: Path): ErrorList {
  if (provisioner === "") return [required(path, provisioner)];
  const name = provisioner.toLowerCase();
  return isQualifiedName(name).map((message) => invalid(path, name, message));
}

function validateParameters(parameters: { readonly [key: string]: string } | undefined, path: Path): ErrorList {
  const entries = Object.entries(parameters ?? {});
  if (entries.length > MAX_PARAMETERS) return [tooLong(path, "", MAX_PARAMETERS)];
  const errs: ErrorList = entries.some(([key]) => key === "") ? [invalid(path, "", "field can not be empty.")] : [];
  const bytes = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  return bytes > MAX_PARAMETER_BYTES ? [...errs, tooLong(path, "", MAX_PARAMETER_BYTES)] : errs;
}

export function validateStorageClassUpdate(
  storageClass: DeepReadonly<StorageClass>,
  old: DeepReadonly<StorageClass>,
): ErrorList {
  const errs: ErrorList = [];
  for (const field of ["parameters", "provisioner", "reclaimPolicy"] as const) {
    if (semanticEqualJSON(storageClass[field], old[field])) continue;
    errs.push(forbidden(Path.of(field), `updates to ${field} are forbidden.`));
  }
  if (storageClass.volumeBindingMode !== old.volumeBindingMode) {
    errs.push(invalid(Path.of("volumeBindingMode"), storageClass.volumeBindingMode, FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

export function validateCSIDriver({ spec }: DeepReadonly<CSIDriver>): ErrorList {
  const errs: ErrorList = [];
  if (spec?.attachRequired === undefined) errs.push(required(SPEC.child("attachedRequired"), ""));
  for (const field of ["podInfoOnMount", "storageCapacity"] as const) {
    if (spec?.[field] === undefined) errs.push(required(SPEC.child(field), ""));
  }
  const policy = spec?.fsGroupPolicy;
  if (policy !== undefined && !FS_GROUP_POLICIES.includes(policy)) {
    errs.push(notSupported(SPEC.child("fsGroupPolicy"), policy, FS_GROUP_POLICIES));
  }
  errs.push(...validateTokenRequests(spec?.tokenRequests ?? [], SPEC.child("tokenRequests")));
  for (const mode of spec?.volumeLifecycleModes ?? []) {
    if (!LIFECYCLE_MODES.includes(mode)) {
      errs.push(notSupported(SPEC.child("volumeLifecycleModes"), mode, LIFECYCLE_MODES));
    }
  }
  if (spec?.seLinuxMount === undefined) errs.push(required(SPEC.child("seLinuxMount"), ""));
  const period = spec?.nodeAllocatableUpdatePeriodSeconds;
  if (period !== undefined && period < MIN_PERIOD_SECONDS) {
    const path = SPEC.child("nodeAllocatableUpdatePeriodSeconds");
    errs.push(invalid(path, period, `must be greater than or equal to ${MIN_PERIOD_SECONDS} seconds`));
  }
  return errs;
}

function validateTokenRequests(requests: DeepReadonly<TokenRequest[]>, path: Path): ErrorList {
  const audiences = new Set<string>();
  return requests.flatMap(({ audience, expirationSeconds: seconds }, i) => {
    if (audiences.has(audience)) return [duplicate(path.index(i).child("audience"), audience)];
    audiences.add(audience);
    const place = path.index(i).child("expirationSeconds");
    if (seconds === undefined) return [];
    if (seconds < MIN_TOKEN_SECONDS)
      return [invalid(place, seconds, "may not specify a duration less than 10 minutes")];
    if (seconds <= MAX_TOKEN_SECONDS) return [];
    return [invalid(place, seconds, "may not specify a duration larger than 2^32 seconds")];
  });
}

export function validateCSIDriverUpdate(driver: DeepReadonly<CSIDriver>, old: DeepReadonly<CSIDriver>): ErrorList {
  const errs = validateCSIDriver(driver);
  // Upstream's errors name the first one otherwise than its field.
  const names = { attachRequired: "attachedRequired", volumeLifecycleModes: "volumeLifecycleModes" } as const;
  for (const field of ["attachRequired", "volumeLifecycleModes"] as const) {
    if (semanticEqualJSON(driver.spec?.[field], old.spec?.[field])) continue;
    errs.push(invalid(SPEC.child(names[field]), driver.spec?.[field], FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

export function validateVolumeAttachment(attachment: DeepReadonly<VolumeAttachment>): ErrorList {
  const { spec } = attachment;
  const errs: ErrorList = [];
  if (!spec?.attacher) errs.push(required(SPEC.child("attacher"), ""));
  errs.push(...validateAttachmentSource(spec?.source ?? {}, SPEC.child("source")));
  const node = spec?.nodeName ?? "";
  return [...errs, ...isDNS1123Subdomain(node).map((message) => invalid(SPEC.child("nodeName"), node, message))];
}

/** What v1 asks for beyond the earlier versions. @see the same file, ValidateVolumeAttachmentV1 */
export function validateNewVolumeAttachment(attachment: DeepReadonly<VolumeAttachment>): ErrorList {
  const { attacher = "", source } = attachment.spec ?? {};
  const errs = [...validateVolumeAttachment(attachment), ...validateCSIDriverName(attacher, Path.of("spec.attacher"))];
  const volume = source?.persistentVolumeName;
  if (volume === undefined) return errs;
  const path = Path.of("spec.source.persistentVolumeName");
  return [...errs, ...isDNS1123Subdomain(volume).map((message) => invalid(path, volume, message))];
}

function validateAttachmentSource(source: DeepReadonly<VolumeAttachmentSource>, path: Path): ErrorList {
  const { persistentVolumeName: name, inlineVolumeSpec: inline } = source;
  const message = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
  if (inline !== undefined) {
    if (name !== undefined) return [forbidden(path, message)];
    return validatePersistentVolumeSpec(inline, "", true, path.child("inlineVolumeSpec"));
  }
  if (name === undefined) return [required(path, message)];
  if (name !== "") return [];
  return [required(path.child("persistentVolumeName"), "must specify non empty persistentVolumeName")];
}

export function validateVolumeAttachmentUpdate(
  attachment: DeepReadonly<VolumeAttachment>,
  old: DeepReadonly<VolumeAttachment>,
): ErrorList {
  const errs = validateVolumeAttachment(attachment);
  if (!semanticEqualJSON(attachment.spec, old.spec)) {
    errs.push(invalid(SPEC, goStorage.value("VolumeAttachmentSpec", attachment.spec), FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

export function validateVolumeAttributesClass(attributesClass: DeepReadonly<VolumeAttributesClass>): ErrorList {
  const errs = validateProvisioner(attributesClass.driverName ?? "", Path.of("driverName"));
  errs.push(...validateParameters(attributesClass.parameters, Path.of("parameters")));
  if (Object.keys(attributesClass.parameters ?? {}).length > 0) return errs;
  return [...errs, required(Path.of("parameters"), "must contain at least one key/value pair")];
}

export function validateVolumeAttributesClassUpdate(
  attributesClass: DeepReadonly<VolumeAttributesClass>,
  old: DeepReadonly<VolumeAttributesClass>,
): ErrorList {
  const errs: ErrorList = [];
  for (const field of ["driverName", "parameters"] as const) {
    if (semanticEqualJSON(attributesClass[field], old[field])) continue;
    errs.push(forbidden(Path.of(field), `updates to ${field} are forbidden.`));
  }
  return [...errs, ...validateVolumeAttributesClass(attributesClass)];
}
