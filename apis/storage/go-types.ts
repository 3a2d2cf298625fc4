import { coreGoPreparations, coreGoTypes } from "../core/go-types.js";
import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the storage group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/storage/types.go */
export const goStorage = new GoPrinter(
  {
    ...coreGoTypes,
    VolumeAttachmentSpec: "attacher:s source:VolumeAttachmentSource nodeName:s",
    VolumeAttachmentSource: "persistentVolumeName:v inlineVolumeSpec:*PersistentVolumeSpec",
    CSINodeDriver: "name:s nodeID:s topologyKeys:v allocatable:*VolumeNodeResources",
    VolumeNodeResources: "count:v",
  },
  coreGoPreparations,
);
