import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE, orElse, UNKNOWN } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { Node } from "./v1/types.js";
import { validateNode, validateNodeUpdate } from "./validation/node.js";

const ROLE_LABEL_PREFIX = "node-role.kubernetes.io/";
const ROLE_LABEL = "kubernetes.io/role";

/**
 * Business rules of Node.
 * @see kubernetes/kubernetes pkg/registry/core/node/strategy.go
 */
export const nodeStrategy: StrategyHooks<Node> = {
  validateFinalizer: validateKubeFinalizer,
  // A kubelet registers its node together with the status.
  keepsStatusOnCreate: true,
  prepareForCreate: (_ctx, node) => dropGeneration(node),
  validate: (_ctx, node) => validateNode(node),
  validateUpdate: (_ctx, node, old) => validateNodeUpdate(node, old),
  canonicalize({ spec }) {
    if (spec === undefined) return;
    const first = spec.podCIDRs?.[0];
    if (spec.podCIDR && first === undefined) spec.podCIDRs = [spec.podCIDR];
    else if (first !== undefined) spec.podCIDR = first;
  },
  tableCells: {
    Status: (node) => status(node),
    Roles: (node) => orElse(roles(node).join(","), NONE),
    Age: age,
    Version: (node) => node.status?.nodeInfo?.kubeletVersion ?? "",
    "Internal-IP": (node) => address(node, "InternalIP"),
    "External-IP": (node) => address(node, "ExternalIP"),
    "OS-Image": (node) => orElse(node.status?.nodeInfo?.osImage, UNKNOWN),
    "Kernel-Version": (node) => orElse(node.status?.nodeInfo?.kernelVersion, UNKNOWN),
    "Container-Runtime": (node) => orElse(node.status?.nodeInfo?.containerRuntimeVersion, UNKNOWN),
  },
  selectableFields: (node) => ({ "spec.unschedulable": String(node.spec?.unschedulable ?? false) }),
};

function status(node: DeepReadonly<Node>): string {
  const ready = (node.status?.conditions ?? []).find((condition) => condition.type === "Ready");
  const words = [ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady"];
  if (node.spec?.unschedulable === true) words.push("SchedulingDisabled");
  return words.join(",");
}

function roles(node: DeepReadonly<Node>): string[] {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
    const role =
      key === ROLE_LABEL ? value : key.startsWith(ROLE_LABEL_PREFIX) ? key.slice(ROLE_LABEL_PREFIX.length) : "";
    if (role !== "") found.add(role);
  }
  return [...found].sort();
}

function address(node: DeepReadonly<Node>, type: string): string {
  return (node.status?.addresses ?? []).find((one) => one.type === type)?.address ?? NONE;
}
