import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
  copyFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { DirectoryLock } from "./directory-lock.js";
import { checksumOf } from "./log-file.js";
import { checkFormat, DATABASE_FILE, newestRevision, prepareDatabase, readMeta } from "./schema.js";

export interface DatabaseSummary {
  readonly revision: number;
  readonly compactedRevision: number;
  readonly keys: number;
}

export interface RestoreOptions {
  /**
   * How far the revision jumps ahead. Writes after the snapshot are lost, and clients that saw them must not take a new
   * revision for one that they know; history before the jump is compacted, so that they list again.
   */
  readonly revisionBump?: number;
}

const REVISION_BUMP = 1_000_000;

/**
 * Writes a consistent copy of the database under `dir` to `file`, also while a server uses it; the copy is whole or not
 * there at all. @throws Error when there is no database, it is damaged, or `file` exists
 */
export function snapshotDatabase(dir: string, file: string): DatabaseSummary {
  if (existsSync(file)) throw new Error(`${file} exists already: a snapshot is not written over another file`);
  const source = openForReading(join(dir, DATABASE_FILE));
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    source.prepare("VACUUM INTO ?").run(partial);
  } finally {
    source.close();
  }
  const { summary, problems } = checkDatabaseFile(partial);
  if (problems.length > 0) {
    rmSync(partial);
    throw new Error(`the database in ${dir} is damaged, so no snapshot was made of it: ${problems.join("; ")}`);
  }
  syncPath(partial);
  renameSync(partial, file);
  syncPath(dirname(resolve(file)));
  return summary;
}

/** Makes `dir` hold what the snapshot holds. @throws Error when the snapshot is damaged or `dir` holds a database */
export function restoreDatabase(file: string, dir: string, opts: RestoreOptions = {}): DatabaseSummary {
  const { problems } = checkDatabaseFile(file);
  if (problems.length > 0) throw new Error(`snapshot ${file} is damaged: ${problems.join("; ")}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = new DirectoryLock(dir);
  lock.acquire();
  try {
    const target = join(dir, DATABASE_FILE);
    const found = readdirSync(dir).filter((name) => name.startsWith(DATABASE_FILE));
    if (found.length > 0)
      throw new Error(`${dir} holds a database already (${found.join(", ")}): restore into an empty directory`);
    const partial = join(dir, "restoring.db");
    copyFileSync(file, partial);
    jumpAhead(partial, (newest) => newest + (opts.revisionBump ?? REVISION_BUMP));
    syncPath(partial);
    renameSync(partial, target);
    syncPath(dir);
    return checkDatabaseFile(target).summary;
  } finally {
    lock.release();
  }
}

/**
 * Makes the database under `dir`, which is made when there is none, give only revisions above `revision`: clients of
 * another store that is copied into it take none of its revisions for one that they know.
 */
export function raiseRevision(dir: string, revision: number): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = new DirectoryLock(dir);
  lock.acquire();
  try {
    jumpAhead(join(dir, DATABASE_FILE), (newest) => Math.max(newest, revision));
  } finally {
    lock.release();
  }
}

export interface CheckReport {
  readonly summary: DatabaseSummary;
  /** In words; empty when all is well. */
  readonly problems: readonly string[];
}

/** Checks the database under `dir`, or a snapshot file, without changing it. */
export function checkDatabase(dirOrFile: string): CheckReport {
  const inside = join(dirOrFile, DATABASE_FILE);
  return checkDatabaseFile(existsSync(inside) ? inside : dirOrFile);
}

function checkDatabaseFile(file: string): CheckReport {
  const database = openForReading(file);
  try {
    checkFormat(database);
    return { summary: summaryOf(database), problems: [...damagedPages(database), ...brokenRows(database)] };
  } finally {
    database.close();
  }
}

function openForReading(file: string): Database.Database {
  if (!existsSync(file)) throw new Error(`${file} does not exist`);
  const database = new Database(file, { readonly: true });
  try {
    checkFormat(database);
    return database;
  } catch (err) {
    database.close();
    throw new Error(`${file} is not a database of this software`, { cause: err });
  }
}

function summaryOf(database: Database.Database): DatabaseSummary {
  const keys = database
    .prepare<[], { n: number }>(
      `SELECT count(*) AS n FROM log
        WHERE value IS NOT NULL AND revision NOT IN (SELECT previous FROM log WHERE previous > 0)`,
    )
    .get();
  return {
    revision: newestRevision(database),
    compactedRevision: readMeta(database, "compacted"),
    keys: keys?.n ?? 0,
  };
}

function damagedPages(database: Database.Database): string[] {
  const rows = database.pragma("integrity_check(10)") as { integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((text) => text !== "ok");
}

function brokenRows(database: Database.Database): string[] {
  const problems: string[] = [];
  const newestOf = new Map<string, number>();
  const compacted = readMeta(database, "compacted");
  const rows = database
    .prepare<[], [number, string, number, number, Uint8Array | null]>(
      "SELECT revision, key, previous, checksum, value FROM log ORDER BY revision",
    )
    .raw();
  for (const [revision, key, previous, checksum, value] of rows.iterate()) {
    if (checksumOf(key, value ?? undefined) !== checksum) problems.push(`value of ${key} at ${revision} is damaged`);
    const before = newestOf.get(key) ?? 0;
    if (before !== previous && (before !== 0 || previous > compacted))
      problems.push(`${key} at ${revision} follows ${previous}, but the log has ${before}`);
    if (value === null) newestOf.delete(key);
    else newestOf.set(key, revision);
    if (problems.length >= 20) break;
  }
  return problems;
}

/** All revisions from now on are above `floorOf(newest)`, and history before it is gone. */
function jumpAhead(file: string, floorOf: (newest: number) => number): void {
  const database = new Database(file);
  try {
    prepareDatabase(database, "full");
    const floor = floorOf(newestRevision(database));
    database.transaction(() => {
      database.prepare("UPDATE meta SET value = ? WHERE name IN ('floor', 'compacted')").run(floor);
      database.exec(`DELETE FROM log WHERE value IS NULL OR revision IN (SELECT previous FROM log WHERE previous > 0)`);
    })();
  } finally {
    database.close();
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
