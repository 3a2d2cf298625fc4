import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ServiceAccount } from "./v1/types.js";

/**
 * Business rules of ServiceAccount.
 * @see kubernetes/kubernetes pkg/registry/core/serviceaccount/strategy.go
 */
export const serviceAccountStrategy: StrategyHooks<ServiceAccount> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, account) => keepNamesOfSecrets(account),
  prepareForUpdate: (_ctx, account) => keepNamesOfSecrets(account),
  allowUnconditionalUpdate: false,
  returnDeletedObject: true,
  tableCells: { Age: age },
};

/** Secrets are in the account's namespace, so that their names are all there is to say. */
function keepNamesOfSecrets(account: ServiceAccount): void {
  if (account.secrets !== undefined) {
    account.secrets = account.secrets.map(({ name }) => (name === undefined ? {} : { name }));
  }
}
