/** What generated OpenAPI definitions import. */
export type { OpenAPIDefinitions, OpenAPISchema } from "../../apiserver/registry/rest/resource-definition.js";
export { lazyTable } from "../../apimachinery/lazytable/index.js";
