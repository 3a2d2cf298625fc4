import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import type { StorageClass } from "./v1/types.js";
import { validateStorageClass, validateStorageClassUpdate } from "./validation.js";

/**
 * Business rules of StorageClass.
 * @see kubernetes/kubernetes pkg/registry/storage/storageclass/strategy.go
 */
export const storageClassStrategy: StrategyHooks<StorageClass> = {
  validate: (_ctx, storageClass) => validateStorageClass(storageClass),
  validateUpdate: (_ctx, storageClass, old) => validateStorageClassUpdate(storageClass, old),
  returnDeletedObject: true,
  tableCells: {
    Provisioner: (storageClass) => storageClass.provisioner,
    ReclaimPolicy: (storageClass) => storageClass.reclaimPolicy ?? "Delete",
    VolumeBindingMode: (storageClass) => storageClass.volumeBindingMode ?? "<unset>",
    AllowVolumeExpansion: (storageClass) => storageClass.allowVolumeExpansion ?? false,
    Age: age,
  },
};
