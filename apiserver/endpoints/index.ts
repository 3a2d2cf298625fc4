/** What requests mean, and the handlers that answer those about resources. */
export type { RequestInfo } from "./request/request-info.js";
export type { Handler, RequestContext, ResponseStream, ResponseWriter } from "./request/request-context.js";
export {
  isTrueParameter,
  MalformedPathError,
  parseRequestInfo,
  type QuerySource,
} from "./request/parse-request-info.js";
export { matchesPathPattern } from "./request/path-pattern.js";
export { ProtobufCodec } from "./encoding/index.js";
export type {
  EndpointDeps,
  FieldManager,
  FieldManagerSource,
  KindSchema,
  SchemaSource,
  VirtualResource,
  VirtualResourceSource,
} from "./handlers/deps.js";
export type { BoundCreate, BoundSubresource, BoundSubresourceSource } from "./handlers/bound-subresource.js";
export { DeprecatedAPIs } from "./deprecated-apis.js";
export { createResourceHandler } from "./resource-handler.js";
export { FieldManagers, type FieldManagersDeps } from "./field-managers.js";
export { protobufOf, SchemaIndex } from "./schema-index.js";
