/** A server without resources of its own. */
export {
  ADMIN_NAME,
  CertificateStore,
  kubeconfigText,
  writeFileAtomic,
  type ServerCredentials,
} from "./certificates/index.js";
export { answerError } from "./answer.js";
export { createExplainHandler, type Explanation, type ExplainerDeps, type FlowExplanation } from "./explain/index.js";
export { chain, withRateLimit, type Filter } from "./filters/index.js";
export { GenericAPIServer, hostInURL, type GenericAPIServerConfig, type ServingAddress } from "./generic-api-server.js";
export {
  createInformerSyncCheck,
  createLoopbackCertificateCheck,
  createRegistrationCheck,
  type HealthCheck,
} from "./healthz/index.js";
export type { LifecycleHook } from "./hooks.js";
export { Lifecycle } from "./lifecycle.js";
export { createJSONLogger, createTextLogger, silentLogger, type Logger } from "./logging/index.js";
export { isLongRunning } from "./long-running.js";
export {
  ClientGoneError,
  ServerStoppingError,
  type ServerHandler,
  type ServerRequest,
  type TLSMaterial,
} from "./transport/index.js";
export { versionInfo, type VersionInfo } from "./version.js";

export { readOnly, routed } from "./routes/simple.js";
