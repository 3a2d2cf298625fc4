import {
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
  validateLabelName,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goStorage } from "./go-types.js";
import type { TopologySelectorTerm } from "../core/v1/types.js";
import type { CSIDriver, StorageClass, VolumeAttachment, VolumeAttributesClass } from "./v1/types.js";

const BINDING_MODES = ["Immediate", "WaitForFirstConsumer"];
const RECLAIM_POLICIES = ["Delete", "Retain"];
const LIFECYCLE_MODES = ["Ephemeral", "Persistent"];
const FS_GROUP_POLICIES = ["File", "None", "ReadWriteOnceWithFSType"];
const MAX_PARAMETERS = 512;
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
  return isQualifiedName(provisioner.toLowerCase()).map((message) => invalid(path, provisioner, message));
}

function validateParameters(parameters: { readonly [key: string]: string } | undefined, path: Path): ErrorList {
  const entries = Object.keys(parameters ?? {});
  if (entries.length > MAX_PARAMETERS) {
    return [invalid(path, entries.length, `must have at most ${MAX_PARAMETERS} entries`)];
  }
  return entries.includes("") ? [invalid(path, "", "field can not be empty.")] : [];
}

export function validateStorageClassUpdate(
  storageClass: DeepReadonly<StorageClass>,
  old: DeepReadonly<StorageClass>,
): ErrorList {
  const errs = validateStorageClass(storageClass);
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
  for (const mode of spec?.volumeLifecycleModes ?? []) {
    if (!LIFECYCLE_MODES.includes(mode))
      errs.push(notSupported(SPEC.child("volumeLifecycleModes"), mode, LIFECYCLE_MODES));
  }
  const policy = spec?.fsGroupPolicy;
  if (policy !== undefined && !FS_GROUP_POLICIES.includes(policy)) {
    errs.push(notSupported(SPEC.child("fsGroupPolicy"), policy, FS_GROUP_POLICIES));
  }
  return errs;
}

export function validateCSIDriverUpdate(driver: DeepReadonly<CSIDriver>, old: DeepReadonly<CSIDriver>): ErrorList {
  const errs = validateCSIDriver(driver);
  for (const field of ["attachRequired", "volumeLifecycleModes"] as const) {
    if (semanticEqualJSON(driver.spec?.[field], old.spec?.[field])) continue;
    errs.push(invalid(SPEC.child(field), driver.spec?.[field], FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

export function validateVolumeAttachment({ spec }: DeepReadonly<VolumeAttachment>): ErrorList {
  const errs: ErrorList = [];
  if (!spec?.attacher) errs.push(required(SPEC.child("attacher"), ""));
  else errs.push(...isDNS1123Subdomain(spec.attacher).map((m) => invalid(SPEC.child("attacher"), spec.attacher, m)));
  const { persistentVolumeName, inlineVolumeSpec } = spec?.source ?? {};
  const source = SPEC.child("source");
  if (persistentVolumeName !== undefined && inlineVolumeSpec !== undefined) {
    errs.push(
      invalid(
        source,
        goStorage.value("VolumeAttachmentSource", spec?.source),
        "must specify exactly one of inlineVolumeSpec and persistentVolumeName",
      ),
    );
  } else if (inlineVolumeSpec === undefined && !persistentVolumeName) {
    errs.push(required(source, "must specify exactly one of inlineVolumeSpec and persistentVolumeName"));
  }
  if (!spec?.nodeName) errs.push(required(SPEC.child("nodeName"), ""));
  return errs;
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
  if (Object.keys(attributesClass.parameters ?? {}).length === 0) {
    errs.push(required(Path.of("parameters"), "must contain at least one key/value pair"));
  }
  return [...errs, ...validateParameters(attributesClass.parameters, Path.of("parameters"))];
}

export function validateVolumeAttributesClassUpdate(
  attributesClass: DeepReadonly<VolumeAttributesClass>,
  old: DeepReadonly<VolumeAttributesClass>,
): ErrorList {
  const errs: ErrorList = [];
  if (attributesClass.driverName !== old.driverName) {
    errs.push(invalid(Path.of("driverName"), attributesClass.driverName, FIELD_IMMUTABLE_MESSAGE));
  }
  if (!semanticEqualJSON(attributesClass.parameters, old.parameters)) {
    errs.push(forbidden(Path.of("parameters"), "updates to parameters are forbidden."));
  }
  return errs;
}
