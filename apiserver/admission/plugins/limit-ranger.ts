import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { CLAIMS, isAbout, PODS } from "./about.js";
import { claimViolations, podViolations } from "./limit-checks.js";
import { setDefaultResources } from "./limit-defaults.js";
import type { LimitRange, PersistentVolumeClaim, Pod } from "./shapes.js";

const LIMIT_RANGES = { group: "", resource: "limitranges" };

/**
 * Gives containers the resources that a namespace's LimitRanges have for those that ask for none, and refuses pods and
 * claims outside their limits.
 * @see kubernetes plugin/pkg/admission/limitranger/admission.go
 */
export class LimitRanger implements AdmissionPlugin {
  readonly name = "LimitRanger";
  readonly resources = [PODS, CLAIMS];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isLimitedPod(attributes)) return;
    for (const range of await this.#rangesFor(attributes, opts)) setDefaultResources(attributes.object as Pod, range);
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    const pod = isLimitedPod(attributes);
    if (!pod && !isAbout(attributes, CLAIMS)) return;
    for (const range of await this.#rangesFor(attributes, opts)) {
      const violations = pod
        ? podViolations(attributes.object as Pod, range)
        : claimViolations(attributes.object as PersistentVolumeClaim, range);
      const messages = [...new Set(violations)];
      if (messages.length === 0) continue;
      throw newAdmissionForbidden(attributes, messages.length === 1 ? messages[0]! : `[${messages.join(", ")}]`);
    }
  }

  async #rangesFor(
    attributes: AdmissionAttributes,
    opts: OperationOptions,
  ): Promise<readonly DeepReadonly<LimitRange>[]> {
    // What is on its way out may be changed freely.
    const { metadata } = (attributes.oldObject as DeepReadonly<KubeObject> | undefined) ?? {};
    if (metadata?.deletionTimestamp !== undefined) return [];
    const ranges = await this.#reader.list(LIMIT_RANGES, attributes.namespace, opts);
    return ranges as readonly DeepReadonly<LimitRange>[];
  }
}

/** The resources of a pod's containers come with its creation, and change by its resize subresource only. */
function isLimitedPod(attributes: AdmissionAttributes): boolean {
  const { operation, subresource, resource } = attributes;
  if (operation === "CREATE") return isAbout(attributes, PODS);
  return subresource === "resize" && resource.group === PODS.group && resource.resource === PODS.resource;
}
