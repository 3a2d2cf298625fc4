import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import type { ComponentCondition, ComponentStatus } from "./v1/types.js";

/** Columns of ComponentStatus, which is made up when it is asked for and never stored. */
export const componentStatusStrategy: StrategyHooks<ComponentStatus> = {
  tableCells: {
    Status: (component) => {
      const condition = healthy(component);
      if (condition === undefined) return "Unknown";
      return condition.status === "True" ? "Healthy" : "Unhealthy";
    },
    Message: (component) => healthy(component)?.message ?? "",
    Error: (component) => healthy(component)?.error ?? "",
  },
};

function healthy(component: DeepReadonly<ComponentStatus>): DeepReadonly<ComponentCondition> | undefined {
  return (component.conditions ?? []).find((condition) => condition.type === "Healthy");
}
