import type { StrategyHooks } from "kindsmith/apimachinery";
import type { ControllerRevision } from "./v1/types.js";

/**
 * The business rules of ControllerRevision, called by the registry. This file is yours: it was made once and is never written
 * again. Hooks and their order: StrategyHooks in kindsmith/apimachinery.
 */
export const controllerRevisionStrategy: StrategyHooks<ControllerRevision> = {};
