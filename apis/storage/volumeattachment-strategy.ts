import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { VolumeAttachment } from "./v1/types.js";
import { validateNewVolumeAttachment, validateVolumeAttachmentUpdate } from "./validation.js";

/**
 * Business rules of VolumeAttachment.
 * @see kubernetes/kubernetes pkg/registry/storage/volumeattachment/strategy.go
 */
export const volumeAttachmentStrategy: StrategyHooks<VolumeAttachment> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, attachment) {
    dropGeneration(attachment);
    attachment.status = { attached: false };
  },
  validate: (_ctx, attachment) => validateNewVolumeAttachment(attachment),
  validateUpdate: (_ctx, attachment, old) => validateVolumeAttachmentUpdate(attachment, old),
  allowUnconditionalUpdate: false,
  returnDeletedObject: true,
  tableCells: {
    Attacher: ({ spec }) => spec?.attacher ?? "",
    PV: ({ spec }) => spec?.source?.persistentVolumeName ?? "",
    Node: ({ spec }) => spec?.nodeName ?? "",
    Attached: ({ status }) => status?.attached ?? false,
    Age: age,
  },
};
