import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { nameOfDefault } from "./default-class.js";
import type { StorageClass } from "./v1/types.js";
import { validateStorageClass, validateStorageClassUpdate } from "./validation.js";

const DEFAULT_ANNOTATIONS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

/**
 * Business rules of StorageClass.
 * @see kubernetes/kubernetes pkg/registry/storage/storageclass/strategy.go
 */
export const storageClassStrategy: StrategyHooks<StorageClass> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, storageClass) => validateStorageClass(storageClass),
  validateUpdate: (_ctx, storageClass, old) => validateStorageClassUpdate(storageClass, old),
  returnDeletedObject: true,
  tableCells: {
    Name: ({ metadata }) => nameOfDefault(metadata, DEFAULT_ANNOTATIONS),
    Provisioner: (storageClass) => storageClass.provisioner,
    ReclaimPolicy: (storageClass) => storageClass.reclaimPolicy ?? "Delete",
    VolumeBindingMode: (storageClass) => storageClass.volumeBindingMode ?? "<unset>",
    AllowVolumeExpansion: (storageClass) => storageClass.allowVolumeExpansion ?? false,
    Age: age,
  },
};
