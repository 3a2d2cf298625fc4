/** The three ways in which a client may change an object in part. All functions leave their inputs as they are. */
export { goValueText } from "./json-value.js";
export { applyJSONPatch, JSONPatchError, type JSONPatchOperation, type JSONPatchOptions } from "./json-patch.js";
export { applyMergePatch, mergePatchSteps } from "./merge-patch.js";
export { PatchSchema, type PatchField } from "./patch-schema.js";
export { StrategicMergePatchError } from "./strategic-directives.js";
export { applyStrategicMergePatch, strategicMergePatchSteps } from "./strategic-merge-patch.js";
