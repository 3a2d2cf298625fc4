/** What requests mean, and the handlers that answer those about resources. */
export type { RequestInfo } from "./request/request-info.js";
export type { Handler, RequestContext, ResponseStream, ResponseWriter } from "./request/request-context.js";
export { isTrueParameter, parseRequestInfo, type QuerySource } from "./request/parse-request-info.js";
