import type { PriorityClass } from "./types.js";

export function SetDefaults_PriorityClass(obj: PriorityClass): void {
  obj.preemptionPolicy ??= "PreemptLowerPriority";
}
