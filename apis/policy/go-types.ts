import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the policy group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/policy/types.go */
export const goPolicy = new GoPrinter({
  PodDisruptionBudgetSpec: "minAvailable:v selector:l maxUnavailable:v unhealthyPodEvictionPolicy:v",
});
