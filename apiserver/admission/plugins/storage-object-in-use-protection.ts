import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import type { AdmissionAttributes, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout } from "./about.js";

const PROTECTED = [
  { group: "", resource: "persistentvolumes", finalizer: "kubernetes.io/pv-protection" },
  { group: "", resource: "persistentvolumeclaims", finalizer: "kubernetes.io/pvc-protection" },
  { group: "storage.k8s.io", resource: "volumeattributesclasses", finalizer: "kubernetes.io/vac-protection" },
];

/**
 * Gives volumes, claims and volume classes a finalizer, so that a deletion waits until nobody uses them. A controller takes
 * it away then.
 * @see kubernetes plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go
 */
export class StorageObjectInUseProtection implements AdmissionPlugin {
  readonly name = "StorageObjectInUseProtection";
  readonly resources = PROTECTED;

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async admit(attributes: AdmissionAttributes): Promise<void> {
    const finalizer = PROTECTED.find((resource) => isAbout(attributes, resource))?.finalizer;
    if (finalizer === undefined) return;
    const { metadata } = attributes.object as KubeObject;
    const finalizers = metadata.finalizers ?? [];
    if (!finalizers.includes(finalizer)) metadata.finalizers = [...finalizers, finalizer];
  }
}
