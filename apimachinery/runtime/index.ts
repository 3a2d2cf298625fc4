/** Objects, the Scheme that knows their kinds, and their forms as bytes: decoding, encoding, query parameters. */
export type { RuntimeObject, KubeObject, KubeList, DeepReadonly } from "./object.js";
export { convertMap, setAPIVersion, withAPIVersion } from "./conversion-parts.js";
export { copyMembersSteps, copyOfLength, deepCopyJSONSteps, STEP_MEMBERS } from "./copy-steps.js";
export { deepCopyJSON } from "./deep-copy-json.js";
export { deepEqualJSON, semanticEqualJSON } from "./deep-equal-json.js";
export { deepFreeze } from "./deep-freeze.js";
export * from "./decode/index.js";
export * from "./encode/index.js";
export * from "./json/index.js";
export * from "./yaml/index.js";
export { ownValue, setOwn } from "./own-value.js";
export { sortSteps } from "./sort-steps.js";
export { threadURL } from "./thread-url.js";
export { AT_ONCE_BYTES, runAtOnce, Turns, type Steps } from "./turns.js";
export { parameterCodec } from "./parameter-codec.js";
export { readQuery, type QueryKind } from "./read-query.js";
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
