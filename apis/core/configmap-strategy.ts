import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ConfigMap } from "./v1/types.js";
import { validateConfigMap, validateConfigMapUpdate } from "./validation/data.js";

/**
 * Business rules of ConfigMap.
 * @see kubernetes/kubernetes pkg/registry/core/configmap/strategy.go
 */
export const configMapStrategy: StrategyHooks<ConfigMap> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, configMap) => validateConfigMap(configMap),
  validateUpdate: (_ctx, configMap, old) => validateConfigMapUpdate(configMap, old),
  tableCells: {
    Data: ({ data, binaryData }) => Object.keys(data ?? {}).length + Object.keys(binaryData ?? {}).length,
    Age: age,
  },
};
