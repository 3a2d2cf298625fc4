import { Path, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { dropGeneration } from "../shared/generation.js";
import type { PersistentVolumeClaim } from "./v1/types.js";
import { accessModes, attributesClass, phase, storageClass, volumeMode } from "./volume-cells.js";
import { validatePersistentVolumeClaimSpec, validatePersistentVolumeClaimUpdate } from "./validation/storage.js";

/**
 * Business rules of PersistentVolumeClaim.
 * @see kubernetes/kubernetes pkg/registry/core/persistentvolumeclaim/strategy.go
 */
export const persistentVolumeClaimStrategy: StrategyHooks<PersistentVolumeClaim> = {
  prepareForCreate(_ctx, claim) {
    dropGeneration(claim);
    claim.status = { phase: "Pending" };
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
