import type { HorizontalPodAutoscalerSpec } from "./types.js";

/** Without any metric, the hub adds the default one. */
export function Fuzz_HorizontalPodAutoscalerSpec(obj: HorizontalPodAutoscalerSpec): void {
  obj.targetCPUUtilizationPercentage ??= 1;
}
