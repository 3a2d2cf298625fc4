/** Clients, caches and what controllers are built of. */
export * from "./gentype/index.js";
export * from "./kubeconfig/index.js";
export * from "./rest/index.js";
