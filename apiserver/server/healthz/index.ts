/** Whether a server lives and is ready. */
export {
  createHookCheck,
  createLogCheck,
  createShutdownCheck,
  delayed,
  pingCheck,
  type HealthCheck,
} from "./checks.js";
export { HealthEndpoint } from "./health-endpoint.js";
