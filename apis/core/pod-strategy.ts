import { deepCopyJSON, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import type { OwnerReference } from "kindsmith/apimachinery/meta/v1";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { podCells, podRowConditions } from "./pod-cells.js";
import { podQOSClass } from "./pod-qos.js";
import type { Pod, PodStatus } from "./v1/types.js";
import { validateNewPod } from "./validation/pod-spec.js";
import { validatePodStatusUpdate } from "./validation/pod-status.js";
import { validatePodSpecUpdate } from "./validation/pod-update.js";

export { podSubresources } from "./pod-subresources.js";

/**
 * Business rules of Pod.
 * @see kubernetes/kubernetes pkg/registry/core/pod/strategy.go
 */
export const podStrategy: StrategyHooks<Pod> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, pod) {
    pod.status = { phase: "Pending", qosClass: podQOSClass(pod.spec ?? { containers: [] }) };
    if ((pod.spec?.schedulingGates ?? []).length > 0) pod.status.conditions = [gatedCondition()];
  },
  validate: (_ctx, pod) => validateNewPod(pod),
  validateUpdate: (_ctx, pod, old) => validatePodSpecUpdate(pod, old),
  // Admission may have filled in the account; its old name follows.
  canonicalize({ spec }) {
    if (spec?.serviceAccountName) spec.serviceAccount = spec.serviceAccountName;
  },
  status: {
    prepareForUpdate(_ctx, pod, old) {
      const { ownerReferences, deletionTimestamp } = old.metadata;
      if (ownerReferences === undefined) delete pod.metadata.ownerReferences;
      else pod.metadata.ownerReferences = deepCopyJSON(ownerReferences) as OwnerReference[];
      if (deletionTimestamp == null) delete pod.metadata.deletionTimestamp;
      if (pod.status === undefined) return;
      if (old.status?.qosClass !== undefined) pod.status.qosClass = old.status.qosClass;
      keepIPsTogether(pod.status);
    },
    validateUpdate: (_ctx, pod, old) => validatePodStatusUpdate(pod, old),
  },
  // A pod that runs nowhere, or no more, vanishes at once, whatever the client asks.
  defaultDeleteGraceSeconds(_ctx, pod) {
    const phase = pod.status?.phase;
    if (!pod.spec?.nodeName || phase === "Failed" || phase === "Succeeded") return undefined;
    const seconds = pod.spec.terminationGracePeriodSeconds ?? 0;
    return seconds < 0 ? 1 : seconds;
  },
  // A pod that is gone is what its clients want to see.
  returnDeletedObject: true,
  tableCells: podCells,
  tableRowConditions: podRowConditions,
  selectableFields,
};

/** The first of several addresses is also the one that older clients know. */
function keepIPsTogether(status: PodStatus): void {
  const first = status.podIPs?.[0]?.ip;
  if (status.podIP && status.podIP !== first) status.podIPs = [{ ip: status.podIP }];
  else if (first !== undefined) status.podIP = first;
  const host = status.hostIPs?.[0]?.ip;
  if (status.hostIP && host === undefined) status.hostIPs = [{ ip: status.hostIP }];
  else if (host !== undefined && !status.hostIP) status.hostIP = host;
}

function gatedCondition(): NonNullable<PodStatus["conditions"]>[number] {
  return {
    type: "PodScheduled",
    status: "False",
    lastProbeTime: null,
    lastTransitionTime: null,
    reason: "SchedulingGated",
    message: "Scheduling is blocked due to non-empty scheduling gates",
  };
}

function selectableFields(pod: DeepReadonly<Pod>): { readonly [label: string]: string } {
  return {
    "spec.nodeName": pod.spec?.nodeName ?? "",
    "spec.restartPolicy": pod.spec?.restartPolicy ?? "",
    "spec.schedulerName": pod.spec?.schedulerName ?? "",
    "spec.serviceAccountName": pod.spec?.serviceAccountName ?? "",
    "spec.hostNetwork": String(pod.spec?.hostNetwork ?? false),
    "status.phase": pod.status?.phase ?? "",
    "status.podIP": pod.status?.podIPs?.[0]?.ip ?? pod.status?.podIP ?? "",
    "status.nominatedNodeName": pod.status?.nominatedNodeName ?? "",
  };
}
