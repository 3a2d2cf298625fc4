/** Runs a Kubernetes-grade API server with groups of one's own. */
export { runAPIServer, type ExitCode, type RunOptions } from "./run-api-server.js";
export type { AdmissionPluginFactories } from "./admission.js";
export type { APIGroupDefinition } from "../../apiserver/registry/index.js";
