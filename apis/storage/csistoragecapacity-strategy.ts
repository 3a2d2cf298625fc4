import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isDNS1123Subdomain,
  parseQuantity,
  Path,
  semanticEqualJSON,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { CSIStorageCapacity } from "./v1/types.js";

/**
 * Business rules of CSIStorageCapacity.
 * @see kubernetes/kubernetes pkg/registry/storage/csistoragecapacity/strategy.go
 */
export const csiStorageCapacityStrategy: StrategyHooks<CSIStorageCapacity> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, capacity) => validateCapacity(capacity),
  validateUpdate(_ctx, capacity, old) {
    const errs: ErrorList = [];
    for (const field of ["nodeTopology", "storageClassName"] as const) {
      if (semanticEqualJSON(capacity[field], old[field])) continue;
      errs.push(invalid(Path.of(field), capacity[field], FIELD_IMMUTABLE_MESSAGE));
    }
    return errs;
  },
  allowUnconditionalUpdate: false,
  returnDeletedObject: true,
  tableCells: { Capacity: ({ capacity }) => capacity ?? "<unset>" },
};

function validateCapacity(object: DeepReadonly<CSIStorageCapacity>): ErrorList {
  const errs = validateLabelSelector(object.nodeTopology, {}, Path.of("nodeTopology"));
  for (const message of isDNS1123Subdomain(object.storageClassName)) {
    errs.push(invalid(Path.of("storageClassName"), object.storageClassName, message));
  }
  const { capacity } = object;
  if (capacity === undefined || parseQuantity(capacity).sign >= 0) return errs;
  return [...errs, invalid(Path.of("capacity"), capacity, "must be greater than or equal to 0")];
}
