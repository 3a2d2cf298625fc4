import type { CSIDriver, StorageClass } from "./types.js";

/** @see kubernetes/kubernetes pkg/apis/storage/v1/defaults.go */
export function SetDefaults_StorageClass(obj: StorageClass): void {
  obj.reclaimPolicy ??= "Delete";
  obj.volumeBindingMode ??= "Immediate";
}

export function SetDefaults_CSIDriver(obj: CSIDriver): void {
  const spec = (obj.spec ??= {});
  spec.attachRequired ??= true;
  spec.podInfoOnMount ??= false;
  spec.storageCapacity ??= false;
  spec.fsGroupPolicy ??= "ReadWriteOnceWithFSType";
  if ((spec.volumeLifecycleModes ?? []).length === 0) spec.volumeLifecycleModes = ["Persistent"];
  spec.requiresRepublish ??= false;
  spec.seLinuxMount ??= false;
}
