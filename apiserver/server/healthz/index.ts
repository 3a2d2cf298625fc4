/** Whether a server lives and is ready. */
export {
  createHookCheck,
  createInformerSyncCheck,
  createLogCheck,
  createLoopbackCertificateCheck,
  createRegistrationCheck,
  createShutdownCheck,
  delayed,
  pingCheck,
  type HealthCheck,
} from "./checks.js";
export { HealthEndpoint } from "./health-endpoint.js";
export { HealthMetrics } from "./health-metrics.js";
