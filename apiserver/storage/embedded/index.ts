/** A storage backend in this process that keeps everything in one SQLite database. */
export { DatabaseThread } from "./database-thread.js";
export { EmbeddedBackend } from "./embedded-backend.js";
export type { EmbeddedBackendOptions } from "./embedded-backend.js";
export { DATABASE_FILE } from "./schema.js";
export type { SyncMode } from "./schema.js";
export { checkDatabase, raiseRevision, restoreDatabase, snapshotDatabase } from "./maintenance.js";
export type { CheckReport, DatabaseSummary, RestoreOptions } from "./maintenance.js";
