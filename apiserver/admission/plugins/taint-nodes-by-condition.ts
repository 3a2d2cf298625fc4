import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { AdmissionAttributes, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout } from "./about.js";

interface Node extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { taints?: { key: string; effect: string; value?: string }[] };
}

const NODES = { group: "", resource: "nodes" };
const NOT_READY = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };

/**
 * Taints a new node as not ready, so that no pod comes to it before the node controller has looked at it.
 * @see kubernetes plugin/pkg/admission/nodetaint/admission.go
 */
export class TaintNodesByCondition implements AdmissionPlugin {
  readonly name = "TaintNodesByCondition";
  readonly resources = [NODES];

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async admit(attributes: AdmissionAttributes): Promise<void> {
    if (!isAbout(attributes, NODES)) return;
    const { taints = [] } = ((attributes.object as Node).spec ??= {});
    if (taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect)) return;
    (attributes.object as Node).spec!.taints = [...taints, { ...NOT_READY }];
  }
}
