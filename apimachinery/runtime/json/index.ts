/** Reading JSON safely. */
export { hasRepeatedKeys, parseJSON } from "./parse.js";
export { parseJSONInTurns, parseJSONSteps, type ParsedJSON } from "./parse-in-turns.js";
export { MAX_JSON_MEMBERS } from "./limits.js";
export { JSONSyntaxError, MAX_JSON_DEPTH } from "./syntax-error.js";
export { parseJSONTree, type JSONTree } from "./tree.js";
export { jsonTypeOf, readTypeMeta, TypeMetaError, type ObjectTypeMeta } from "./type-meta.js";
