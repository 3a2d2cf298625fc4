import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes } from "../interface.js";
import { secretNamesOf } from "./secret-names.js";
import type { Pod } from "./shapes.js";

const MIRROR = "kubernetes.io/config.mirror";

/** True for the image of a pod that a kubelet runs from a file. */
export function isMirrorPod(pod: DeepReadonly<Pod>): boolean {
  return pod.metadata.annotations?.[MIRROR] !== undefined;
}

/** A kubelet must not reach secrets by pods of its own making. @throws StatusError 403 */
export function checkMirrorPod(attributes: AdmissionAttributes, { spec = {} }: DeepReadonly<Pod>): void {
  const refuse = (what: string): Error => newAdmissionForbidden(attributes, `a mirror pod may not ${what}`);
  if (spec.serviceAccountName) throw refuse("reference service accounts");
  if (secretNamesOf(spec).length > 0) throw refuse("reference secrets");
  const sources = (spec.volumes ?? []).flatMap(({ projected }) => projected?.sources ?? []);
  if (sources.some(({ serviceAccountToken }) => serviceAccountToken !== undefined)) {
    throw refuse("use ServiceAccountToken volume projections");
  }
}
