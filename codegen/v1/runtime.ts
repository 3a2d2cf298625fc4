/** What generated helpers import: copies, registration, defaults, conversions. */
export type {
  ConversionFunc,
  ConversionScope,
  RuntimeObject,
  Scheme,
  TypeRegistration,
  ValidationOptions,
} from "../../apimachinery/runtime/index.js";
export {
  convertMap,
  deepCopyJSON,
  readQuery,
  setAPIVersion,
  withAPIVersion,
} from "../../apimachinery/runtime/index.js";
export type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
