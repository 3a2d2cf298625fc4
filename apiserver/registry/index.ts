/** The stores behind the API's resources. */
export * from "./generic/index.js";
export { NamespaceContent } from "./namespace-content.js";
export { ResourceRegistry } from "./resource-registry.js";
export { compileJSONPath, type JSONPath } from "./rest/json-path.js";
export {
  ALL_VERBS,
  type APIGroupDefinition,
  type DeprecationDefinition,
  type OpenAPIDefinitions,
  type OpenAPISchema,
  type ResourceDefinition,
  type ResourceVerb,
  type ScaleDefinition,
  type SelectableField,
  type SubresourceDefinition,
  type SubresourceVerb,
  type TableColumn,
  type VirtualResourceDefinition,
} from "./rest/resource-definition.js";
