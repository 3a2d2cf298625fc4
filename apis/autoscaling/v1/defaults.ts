import type { HorizontalPodAutoscaler } from "./types.js";

export function SetDefaults_HorizontalPodAutoscaler(obj: HorizontalPodAutoscaler): void {
  if (obj.spec !== undefined) obj.spec.minReplicas ??= 1;
}
