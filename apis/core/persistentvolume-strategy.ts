import { formatTime, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { PersistentVolume } from "./v1/types.js";
import { accessModes, attributesClass, phase, storageClass, volumeMode } from "./volume-cells.js";
import { validatePersistentVolume, validatePersistentVolumeUpdate } from "./validation/persistent-volumes.js";

/**
 * Business rules of PersistentVolume.
 * @see kubernetes/kubernetes pkg/registry/core/persistentvolume/strategy.go
 */
export const persistentVolumeStrategy: StrategyHooks<PersistentVolume> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(ctx, volume) {
    dropGeneration(volume);
    volume.status = { phase: "Pending", lastPhaseTransitionTime: formatTime(ctx.now) };
  },
  validate: (_ctx, volume) => validatePersistentVolume(volume),
  validateUpdate: (_ctx, volume, old) => validatePersistentVolumeUpdate(volume, old),
  status: {
    prepareForUpdate(ctx, { status }, old) {
      if (status === undefined || status.phase === old.status?.phase) return;
      const given = status.lastPhaseTransitionTime;
      if (given == null || given === old.status?.lastPhaseTransitionTime) {
        status.lastPhaseTransitionTime = formatTime(ctx.now);
      }
    },
  },
  returnDeletedObject: true,
  tableCells: {
    Capacity: (volume) => volume.spec?.capacity?.["storage"] ?? "0",
    "Access Modes": (volume) => accessModes(volume.spec?.accessModes),
    Status: (volume) => phase(volume, volume.status),
    Claim: ({ spec }) =>
      spec?.claimRef === undefined ? "" : `${spec.claimRef.namespace ?? ""}/${spec.claimRef.name ?? ""}`,
    StorageClass: storageClass,
    VolumeAttributesClass: attributesClass,
    Reason: (volume) => volume.status?.reason ?? "",
    Age: age,
    VolumeMode: volumeMode,
  },
};
