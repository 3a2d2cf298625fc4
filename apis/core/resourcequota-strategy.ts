import { ownValue, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { ResourceQuota } from "./v1/types.js";
import {
  validateResourceQuota,
  validateResourceQuotaStatus,
  validateResourceQuotaUpdate,
} from "./validation/quotas.js";

/**
 * Business rules of ResourceQuota.
 * @see kubernetes/kubernetes pkg/registry/core/resourcequota/strategy.go
 */
export const resourceQuotaStrategy: StrategyHooks<ResourceQuota> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, quota) {
    dropGeneration(quota);
    quota.status = {};
  },
  validate: (_ctx, quota) => validateResourceQuota(quota),
  validateUpdate: (_ctx, quota, old) => validateResourceQuotaUpdate(quota, old),
  status: { validateUpdate: (_ctx, quota) => validateResourceQuotaStatus(quota) },
  returnDeletedObject: true,
  tableCells: {
    Request: (quota) => usage(quota, (name) => !name.startsWith("limits.")),
    Limit: (quota) => usage(quota, (name) => name.startsWith("limits.")),
    Age: age,
  },
};

function usage({ status }: DeepReadonly<ResourceQuota>, shown: (name: string) => boolean): string {
  return Object.entries(status?.hard ?? {})
    .filter(([name]) => shown(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hard]) => `${name}: ${ownValue(status?.used, name) ?? "0"}/${hard}`)
    .join(", ");
}
