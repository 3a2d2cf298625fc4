/** Clients, caches and what controllers are built of. */
export * from "./cache/index.js";
export * from "./discovery/index.js";
export * from "./dynamic/index.js";
export * from "./events/index.js";
export * from "./gentype/index.js";
export * from "./kubeconfig/index.js";
export * from "./leaderelection/index.js";
export * from "./rest/index.js";
export * from "./restmapper/index.js";
export * from "./workqueue/index.js";
