import { parseQuantity } from "../../../apimachinery/resource/index.js";
import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { CLAIMS, isAbout } from "./about.js";
import type { ClassObject, PersistentVolumeClaim } from "./shapes.js";

const CLASSES = { group: "storage.k8s.io", resource: "storageclasses" };
const LEGACY_CLASS = "volume.beta.kubernetes.io/storage-class";

/**
 * Lets a claim grow only when it is bound and its storage class allows it.
 * @see kubernetes plugin/pkg/admission/storage/persistentvolume/resize/admission.go
 */
export class PersistentVolumeClaimResize implements AdmissionPlugin {
  readonly name = "PersistentVolumeClaimResize";
  readonly resources = [CLAIMS];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "UPDATE";
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, CLAIMS)) return;
    const claim = attributes.object as PersistentVolumeClaim;
    const old = attributes.oldObject as DeepReadonly<PersistentVolumeClaim>;
    if (parseQuantity(sizeOf(claim)).compare(parseQuantity(sizeOf(old))) <= 0) return;
    if (old.status?.phase !== "Bound") {
      throw newAdmissionForbidden(attributes, "Only bound persistent volume claims can be expanded");
    }
    if (await this.#mayGrow(claim, old, opts)) return;
    const why =
      "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize";
    throw newAdmissionForbidden(attributes, why);
  }

  async #mayGrow(
    claim: DeepReadonly<PersistentVolumeClaim>,
    old: DeepReadonly<PersistentVolumeClaim>,
    opts: OperationOptions,
  ): Promise<boolean> {
    const name = classOf(claim);
    if (name === "" || name !== classOf(old)) return false;
    const found = (await this.#reader.get(CLASSES, "", name, opts)) as
      DeepReadonly<ClassObject & { allowVolumeExpansion?: boolean }> | undefined;
    return found?.allowVolumeExpansion === true;
  }
}

function sizeOf({ spec }: DeepReadonly<PersistentVolumeClaim>): string {
  return spec?.resources?.requests?.["storage"] ?? "0";
}

function classOf({ metadata, spec }: DeepReadonly<PersistentVolumeClaim>): string {
  return metadata.annotations?.[LEGACY_CLASS] ?? spec?.storageClassName ?? "";
}
