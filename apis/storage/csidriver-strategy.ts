import { semanticEqualJSON, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { CSIDriver } from "./v1/types.js";
import { validateCSIDriver, validateCSIDriverUpdate } from "./validation.js";

const UNSET = "<unset>";

/**
 * Business rules of CSIDriver.
 * @see kubernetes/kubernetes pkg/registry/storage/csidriver/strategy.go
 */
export const csiDriverStrategy: StrategyHooks<CSIDriver> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, driver) => dropGeneration(driver),
  prepareForUpdate(_ctx, driver, old) {
    const changed = (["tokenRequests", "requiresRepublish", "seLinuxMount"] as const).some(
      (field) => !semanticEqualJSON(driver.spec?.[field], old.spec?.[field]),
    );
    if (changed) driver.metadata.generation = (old.metadata.generation ?? 0) + 1;
  },
  validate: (_ctx, driver) => validateCSIDriver(driver),
  validateUpdate: (_ctx, driver, old) => validateCSIDriverUpdate(driver, old),
  allowUnconditionalUpdate: false,
  returnDeletedObject: true,
  tableCells: {
    AttachRequired: ({ spec }) => spec?.attachRequired ?? true,
    PodInfoOnMount: ({ spec }) => spec?.podInfoOnMount ?? false,
    StorageCapacity: ({ spec }) => spec?.storageCapacity ?? false,
    TokenRequests: ({ spec }) => (spec?.tokenRequests ?? []).map(({ audience }) => audience).join(",") || UNSET,
    RequiresRepublish: ({ spec }) => spec?.requiresRepublish ?? false,
    Modes: ({ spec }) => (spec?.volumeLifecycleModes ?? []).join(",") || "<none>",
    Age: age,
  },
};
