import type Database from "better-sqlite3";

export const DATABASE_FILE = "kindsmith.db";

const FORMAT = 1;
/** SQLite's number for it. */
const INCREMENTAL = 2;

/**
 * `log` holds one row for each write; a key's value is its newest row. A row names the one that it supersedes, so no
 * index by key is needed: the present state and its index live in memory, and compaction walks these pointers.
 * In one transaction, so that a new database waits for the disk once.
 */
const CREATE = `
  BEGIN;
  CREATE TABLE IF NOT EXISTS log (
    revision INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    created INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    value BLOB
  );
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT OR IGNORE INTO meta VALUES ('format', ${FORMAT}), ('compacted', 0), ('floor', 1);
  COMMIT;
`;

/** `full`: each commit is synced to the disk; `batch`: the log is synced now and then by the caller. */
export type SyncMode = "full" | "batch";

/** Sets a connection up and creates what is missing. */
export function prepareDatabase(database: Database.Database, sync: SyncMode): void {
  // Of a database that is new only. A group of writes fills some 16 KB: larger pages are fewer calls for each commit.
  database.pragma("page_size = 8192");
  // Only where it is not so: to set it writes, and a full disk must not keep a server from starting.
  if (database.pragma("auto_vacuum", { simple: true }) !== INCREMENTAL) database.pragma(`auto_vacuum = ${INCREMENTAL}`);
  database.pragma("journal_mode = WAL");
  database.pragma(`synchronous = ${sync === "full" ? "FULL" : "NORMAL"}`);
  // Values are read once, at the start, and kept by the server: a large cache of pages would be a second copy of them.
  database.pragma("cache_size = -2048");
  database.pragma("wal_autocheckpoint = 2000");
  database.pragma("journal_size_limit = 67108864");
  database.exec(CREATE);
  checkFormat(database);
}

/** @throws Error when another version of the software wrote it */
export function checkFormat(database: Database.Database): void {
  const found = readMeta(database, "format");
  if (found !== FORMAT) throw new Error(`database format ${found} is not known here; this version reads ${FORMAT}`);
}

/** `floor`: revisions below it are never given again, whatever the log still holds. */
export function readMeta(database: Database.Database, name: "format" | "compacted" | "floor"): number {
  const row = database.prepare<[string], { value: number }>("SELECT value FROM meta WHERE name = ?").get(name);
  if (row === undefined) throw new Error(`database has no ${name} in its meta table`);
  return row.value;
}

export function newestRevision(database: Database.Database): number {
  const row = database.prepare<[], { newest: number }>("SELECT coalesce(max(revision), 0) AS newest FROM log").get();
  return Math.max(row?.newest ?? 0, readMeta(database, "floor"), readMeta(database, "compacted"));
}
