import { coreGoPreparations, coreGoTypes } from "../core/go-types.js";
import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the batch group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/batch/types.go */
export const goBatch = new GoPrinter(
  {
    ...coreGoTypes,
    PodFailurePolicy: "rules:[]PodFailureRule",
    PodFailureRule: "action:s onExitCodes:*ExitCodes onPodConditions:[]PodConditionPattern",
    ExitCodes: "containerName:v operator:s values:v",
    PodConditionPattern: "type:s status:s",
    SuccessPolicy: "rules:[]SuccessRule",
    SuccessRule: "succeededIndexes:v succeededCount:v",
  },
  coreGoPreparations,
);
