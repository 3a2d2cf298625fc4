import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/apps/types.go */
export const goApps = new GoPrinter({
  DeploymentStrategy: "type:s rollingUpdate:*RollingUpdate",
  DaemonSetUpdateStrategy: "type:s rollingUpdate:*RollingUpdate",
  RollingUpdate: "maxUnavailable:n maxSurge:n",
  StatefulSetUpdateStrategy: "type:s rollingUpdate:*RollingUpdateStatefulSetStrategy",
  RollingUpdateStatefulSetStrategy: "partition:i maxUnavailable:v",
});
