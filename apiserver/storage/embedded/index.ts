/** A storage backend in this process that keeps everything in one SQLite database. */
export { EmbeddedBackend } from "./embedded-backend.js";
export type { EmbeddedBackendOptions } from "./embedded-backend.js";
export type { SyncMode } from "./schema.js";
