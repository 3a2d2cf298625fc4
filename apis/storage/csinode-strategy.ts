import {
  duplicate,
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isQualifiedName,
  Path,
  required,
  semanticEqualJSON,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { validateCSIDriverName } from "../core/validation/disk-sources.js";
import { dropGeneration } from "../shared/generation.js";
import { goStorage } from "./go-types.js";
import type { CSINode } from "./v1/types.js";

const DRIVERS = Path.of("spec", "drivers");
const MAX_NODE_ID = 256;

/**
 * Business rules of CSINode.
 * @see kubernetes/kubernetes pkg/registry/storage/csinode/strategy.go
 */
export const csiNodeStrategy: StrategyHooks<CSINode> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, node) => dropGeneration(node),
  validate: (_ctx, node) => validateDrivers(node),
  validateUpdate: (_ctx, node, old) => [...validateDrivers(node), ...validateDriversUpdate(node, old)],
  allowUnconditionalUpdate: false,
  returnDeletedObject: true,
  tableCells: { Drivers: ({ spec }) => (spec?.drivers ?? []).length, Age: age },
};

/** @see kubernetes/kubernetes pkg/apis/storage/validation/validation.go, validateCSINodeDriver */
function validateDrivers({ spec }: DeepReadonly<CSINode>): ErrorList {
  const names = new Set<string>();
  return (spec?.drivers ?? []).flatMap(({ name, nodeID = "", allocatable, topologyKeys }, i) => {
    const path = DRIVERS.index(i);
    const errs = validateCSIDriverName(name ?? "", path.child("name"));
    if (nodeID === "") errs.push(required(path.child("nodeID"), ""));
    if (nodeID.length > MAX_NODE_ID) {
      errs.push(invalid(path.child("nodeID"), nodeID, `must be ${MAX_NODE_ID} characters or less`));
    }
    if (allocatable?.count !== undefined) {
      errs.push(...validateNonnegative(allocatable.count, path.child("allocatable", "count")));
    }
    if (names.has(name)) errs.push(duplicate(path.child("name"), name));
    names.add(name);
    return [...errs, ...validateTopologyKeys(topologyKeys ?? [], path)];
  });
}

function validateTopologyKeys(keys: readonly string[], path: Path): ErrorList {
  return keys.flatMap((key, i) => [
    ...(key === "" ? [required(path, "")] : []),
    ...(keys.indexOf(key) < i ? [duplicate(path, key)] : []),
    ...isQualifiedName(key).map((message) => invalid(path, key, message)),
  ]);
}

/** A driver that is there may only come to take another number of volumes. */
function validateDriversUpdate({ spec }: DeepReadonly<CSINode>, old: DeepReadonly<CSINode>): ErrorList {
  const known = new Map((old.spec?.drivers ?? []).map((driver) => [driver.name, driver]));
  return (spec?.drivers ?? []).flatMap((now) => {
    const { allocatable: _now, ...driver } = now;
    const { allocatable: _before, ...before } = known.get(now.name) ?? now;
    if (semanticEqualJSON(driver, before)) return [];
    return [invalid(DRIVERS, goStorage.value("CSINodeDriver", driver), FIELD_IMMUTABLE_MESSAGE)];
  });
}
