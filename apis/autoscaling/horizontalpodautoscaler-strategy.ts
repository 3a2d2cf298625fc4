import type { StrategyHooks } from "kindsmith/apimachinery";
import type { HorizontalPodAutoscaler } from "./types.js";

/**
 * The business rules of HorizontalPodAutoscaler, called by the registry. This file is yours: it was made once and is never written
 * again. Hooks and their order: StrategyHooks in kindsmith/apimachinery.
 */
export const horizontalPodAutoscalerStrategy: StrategyHooks<HorizontalPodAutoscaler> = {};
