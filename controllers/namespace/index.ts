/** Ends the life of namespaces. */
export type { CallOptions, NamespaceApi } from "./api.js";
export { NamespaceController, type NamespaceControllerOptions } from "./namespace-controller.js";
