import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { Secret } from "./v1/types.js";
import { validateSecret, validateSecretUpdate } from "./validation/data.js";

/**
 * Business rules of Secret.
 * @see kubernetes/kubernetes pkg/registry/core/secret/strategy.go
 */
export const secretStrategy: StrategyHooks<Secret> = {
  validateFinalizer: validateKubeFinalizer,
  // A type that an update leaves out stays.
  prepareForUpdate(_ctx, secret, old) {
    if (!secret.type && old.type !== undefined) secret.type = old.type;
  },
  validate: (_ctx, secret) => validateSecret(secret),
  validateUpdate: (_ctx, secret, old) => validateSecretUpdate(secret, old),
  tableCells: {
    Type: (secret) => secret.type ?? "",
    Data: (secret) => Object.keys(secret.data ?? {}).length,
    Age: age,
  },
  selectableFields: (secret) => ({ type: secret.type ?? "" }),
};
