import { Path, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "./v1/types.js";
import { accessModes, attributesClass, phase, storageClass, volumeMode } from "./volume-cells.js";
import { validatePersistentVolumeClaimSpec, validatePersistentVolumeClaimUpdate } from "./validation/claims.js";

/**
 * Business rules of PersistentVolumeClaim.
 * @see kubernetes/kubernetes pkg/registry/core/persistentvolumeclaim/strategy.go
 */
export const persistentVolumeClaimStrategy: StrategyHooks<PersistentVolumeClaim> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, claim) {
    dropGeneration(claim);
    claim.status = { phase: "Pending" };
    if (claim.spec !== undefined) keepSourcesTogether(claim.spec);
  },
  prepareForUpdate(_ctx, { spec }) {
    if (spec !== undefined) keepSourcesTogether(spec);
  },
  validate: (_ctx, claim) => validatePersistentVolumeClaimSpec(claim.spec ?? {}, Path.of("spec")),
  validateUpdate: (_ctx, claim, old) => validatePersistentVolumeClaimUpdate(claim, old),
  returnDeletedObject: true,
  tableCells: {
    Status: (claim) => phase(claim, claim.status),
    Volume: (claim) => claim.spec?.volumeName ?? "",
    // Both are known once there is a volume.
    Capacity: (claim) => (claim.spec?.volumeName ? (claim.status?.capacity?.["storage"] ?? "0") : ""),
    "Access Modes": (claim) => (claim.spec?.volumeName ? accessModes(claim.status?.accessModes) : ""),
    StorageClass: storageClass,
    VolumeAttributesClass: attributesClass,
    Age: age,
    VolumeMode: volumeMode,
  },
};

/**
 * The two say the same, for clients that know only one of them.
 * @see kubernetes/kubernetes pkg/registry/core/persistentvolumeclaim/strategy.go, NormalizeDataSources
 */
function keepSourcesTogether(spec: PersistentVolumeClaimSpec): void {
  const { dataSource, dataSourceRef } = spec;
  if (dataSourceRef?.namespace) return;
  if (dataSource !== undefined && dataSourceRef === undefined) spec.dataSourceRef = { ...dataSource };
  else if (dataSourceRef !== undefined && dataSource === undefined) {
    const { namespace: _namespace, ...source } = dataSourceRef;
    spec.dataSource = source;
  }
}
