/** Descriptions of the API that clients read: OpenAPI 3.0 for each group version, 2.0 for all together. */
export { documentURL, OpenAPIService, type EncodedDocument } from "./openapi-service.js";
export type { PlainPath } from "./discovery-operations.js";
export type { SwaggerDocument } from "./v2-document.js";
