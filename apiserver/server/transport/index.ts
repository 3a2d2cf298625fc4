/** HTTP/2 and HTTP/1.1 over TLS on one port, as requests and answers of one shape. */
export { STREAM_BUDGET_BYTES } from "./coalescing-stream.js";
export { ServerResponseWriter } from "./response-writer.js";
export {
  ClientGoneError,
  ServerStoppingError,
  type ResponseObserver,
  type RevocableResponse,
  type ServerHandler,
  type ServerRequest,
} from "./server-request.js";
export { TransportServer, type TLSMaterial, type TransportServerOptions } from "./transport-server.js";
