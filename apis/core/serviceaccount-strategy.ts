import type { StrategyHooks } from "kindsmith/apimachinery";
import type { ServiceAccount } from "./v1/types.js";

/**
 * The business rules of ServiceAccount, called by the registry. This file is yours: it was made once and is never written
 * again. Hooks and their order: StrategyHooks in kindsmith/apimachinery.
 */
export const serviceAccountStrategy: StrategyHooks<ServiceAccount> = {};
