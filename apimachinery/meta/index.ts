/** Reading and changing the parts that all objects have. */
export {
  findStatusCondition,
  isStatusConditionFalse,
  isStatusConditionTrue,
  removeStatusCondition,
  setStatusCondition,
  type NewCondition,
} from "./conditions.js";
export { objectKey, splitObjectKey } from "./object-key.js";
export { controllerOf, isControlledBy, newControllerRef } from "./owners.js";
