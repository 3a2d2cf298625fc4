/** Speaks HTTP to an API server: connections, retries, authentication, errors, watches. */
export {
  DEFAULT_USER_AGENT,
  validateRestConfig,
  type ImpersonationConfig,
  type RestConfig,
  type TLSConfig,
} from "./config.js";
export { Backoff, type BackoffOptions } from "./backoff.js";
export { deadlineOf, type Deadline } from "./deadline.js";
export { TokenBucketRateLimiter, type RateLimiter } from "./rate-limiter.js";
export {
  groupVersionPath,
  queryOf,
  requestPath,
  type HttpMethod,
  type RequestParams,
  type RequestSpec,
} from "./request.js";
export { responseError, RESTClient, type CallOptions, type RawResponse, type RESTInterface } from "./rest-client.js";
export {
  headerValue,
  readBody,
  TransportError,
  type Transport,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from "./transport.js";
export { parseWarnings, type Warning, type WarningHandler } from "./warnings.js";
export { CONNECTION_LOST, type Watch, type WatchEvent } from "./watch.js";
