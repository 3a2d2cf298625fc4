/** Clients, caches and what controllers are built of. */
export * from "./rest/index.js";
