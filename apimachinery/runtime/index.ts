export type { RuntimeObject, KubeObject, KubeList, DeepReadonly } from "./object.js";
export { deepCopyJSON } from "./deep-copy-json.js";
export { deepEqualJSON, semanticEqualJSON } from "./deep-equal-json.js";
export {
  Scheme,
  NotRegisteredError,
  type ConversionFunc,
  type ConversionScope,
  type FieldLabelConversionFunc,
  type KnownType,
  type ObjectConverter,
  type TypeRegistration,
  type ValidationFunc,
  type ValidationOptions,
} from "./scheme.js";
