import type { AdmissionAttributes, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout, PODS } from "./about.js";
import type { Pod, Toleration } from "./shapes.js";

export interface DefaultTolerationOptions {
  readonly notReadySeconds: number;
  readonly unreachableSeconds: number;
}

/**
 * Lets a pod stay for a while on a node that is not ready or not reachable, unless it says itself what it tolerates.
 * @see kubernetes plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
export class DefaultTolerationSeconds implements AdmissionPlugin {
  readonly name = "DefaultTolerationSeconds";
  readonly resources = [PODS];
  readonly #seconds: readonly (readonly [key: string, seconds: number])[];

  constructor(opts: DefaultTolerationOptions) {
    this.#seconds = [
      ["node.kubernetes.io/not-ready", opts.notReadySeconds],
      ["node.kubernetes.io/unreachable", opts.unreachableSeconds],
    ];
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async admit(attributes: AdmissionAttributes): Promise<void> {
    if (!isAbout(attributes, PODS)) return;
    const spec = ((attributes.object as Pod).spec ??= {});
    for (const [key, tolerationSeconds] of this.#seconds) {
      if (spec.tolerations?.some((toleration) => tolerates(toleration, key)) === true) continue;
      (spec.tolerations ??= []).push({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds });
    }
  }
}

function tolerates({ key = "", effect = "" }: Toleration, wanted: string): boolean {
  return (key === wanted || key === "") && (effect === "NoExecute" || effect === "");
}
