/** What generated registry scaffolding imports. */
export type { Scheme } from "../../apimachinery/runtime/index.js";
export type {
  APIGroupDefinition,
  OpenAPIDefinitions,
  ResourceDefinition,
  VirtualResourceDefinition,
} from "../../apiserver/registry/rest/resource-definition.js";
export type { StrategyHooks } from "../../apimachinery/strategy/index.js";
export { mergeTables } from "../../apimachinery/lazytable/index.js";
export { scalarDefinitions } from "../../apimachinery/openapi/index.js";
