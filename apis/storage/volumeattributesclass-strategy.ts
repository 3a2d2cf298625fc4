import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { nameOfDefault } from "./default-class.js";
import type { VolumeAttributesClass } from "./v1/types.js";
import { validateVolumeAttributesClass, validateVolumeAttributesClassUpdate } from "./validation.js";

/**
 * Business rules of VolumeAttributesClass.
 * @see kubernetes/kubernetes pkg/registry/storage/volumeattributesclass/strategy.go
 */
export const volumeAttributesClassStrategy: StrategyHooks<VolumeAttributesClass> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, attributesClass) => validateVolumeAttributesClass(attributesClass),
  validateUpdate: (_ctx, attributesClass, old) => validateVolumeAttributesClassUpdate(attributesClass, old),
  returnDeletedObject: true,
  tableCells: {
    Name: ({ metadata }) => nameOfDefault(metadata, ["volumeattributesclass.kubernetes.io/is-default-class"]),
    DriverName: (attributesClass) => attributesClass.driverName,
    Age: age,
  },
};
