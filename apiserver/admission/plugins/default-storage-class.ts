import type { OperationOptions } from "../../storage/interface.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { CLAIMS, isAbout } from "./about.js";
import { defaultClassName } from "./default-class.js";
import type { PersistentVolumeClaim } from "./shapes.js";

const CLASSES = { group: "storage.k8s.io", resource: "storageclasses" };
const MARKS = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];
const LEGACY_CLASS = "volume.beta.kubernetes.io/storage-class";

/**
 * Gives a claim that asks for no class the default one. An empty class is one asked for: that of volumes without.
 * @see kubernetes plugin/pkg/admission/storage/storageclass/setdefault/admission.go
 */
export class DefaultStorageClass implements AdmissionPlugin {
  readonly name = "DefaultStorageClass";
  readonly resources = [CLAIMS];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, CLAIMS)) return;
    const claim = attributes.object as PersistentVolumeClaim;
    if (claim.metadata.annotations?.[LEGACY_CLASS] !== undefined) return;
    if (claim.spec?.storageClassName !== undefined) return;
    const name = await defaultClassName(this.#reader, CLASSES, MARKS, opts);
    if (name !== undefined) (claim.spec ??= {}).storageClassName = name;
  }
}
