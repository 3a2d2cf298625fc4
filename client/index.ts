/** Clients, caches and what controllers are built of. */
export * from "./kubeconfig/index.js";
export * from "./rest/index.js";
