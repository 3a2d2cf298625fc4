/** Reading JSON safely. */
export { hasRepeatedKeys, parseJSON } from "./parse.js";
export { JSONSyntaxError, MAX_JSON_DEPTH, parseJSONTree, type JSONTree } from "./tree.js";
export { jsonTypeOf, readTypeMeta, TypeMetaError, type ObjectTypeMeta } from "./type-meta.js";
