import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import Database from "better-sqlite3";
import { StorageError } from "../interface.js";
import { DirectoryLock } from "./directory-lock.js";
import { ChunkWriter } from "./chunk-writer.js";
import type { LogRow, RowChunk } from "./row-chunk.js";
import { DATABASE_FILE, newestRevision, prepareDatabase, readMeta, type SyncMode } from "./schema.js";
import { readWalTail } from "./wal-tail.js";

export interface LogFileOptions {
  readonly dir: string;
  readonly sync: SyncMode;
}

/** A change as the log knows it, with what it superseded. */
export interface LoggedChange {
  readonly row: LogRow;
  readonly previous: LogRow | undefined;
}

export interface OpenResult {
  readonly revision: number;
  readonly compacted: number;
  /** What the operator should know of how the last process ended. */
  readonly notes: readonly string[];
}

interface RawRow {
  revision: number;
  key: string;
  created: number;
  previous: number;
  expires: number;
  checksum: number;
  value: Uint8Array | null;
}

interface RawChange extends RawRow {
  beforeCreated: number | null;
  beforeExpires: number | null;
  beforeChecksum: number | null;
  beforeValue: Uint8Array | null;
}

/** The log of all writes in a SQLite database. Every call is synchronous: it runs in a thread of its own. */
export class LogFile {
  readonly #opts: LogFileOptions;
  readonly #lock: DirectoryLock;
  #database: Database.Database | undefined;
  #insert: Database.Statement | undefined;
  /** A text that is run is parsed each time. */
  #begin: Database.Statement | undefined;
  #commit: Database.Statement | undefined;
  #walDescriptor: number | undefined;
  #superseded: ReadonlySet<number> | undefined;

  constructor(opts: LogFileOptions) {
    this.#opts = opts;
    this.#lock = new DirectoryLock(opts.dir);
  }

  /** @throws Error for the operator: the directory is in use, not writable, or what is in it is damaged */
  open(): OpenResult {
    const { dir, sync } = this.#opts;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#lock.acquire();
    try {
      const file = join(dir, DATABASE_FILE);
      const tail = readWalTail(`${file}-wal`);
      const database = new Database(file);
      this.#database = database;
      prepareDatabase(database, sync);
      const notes: string[] = [];
      if (tail !== undefined) {
        notes.push(
          `the last stop was not clean: took over ${tail.transactions} committed transactions from the write-ahead log`,
        );
        if (tail.droppedBytes > 0) notes.push(`dropped ${tail.droppedBytes} bytes of a write that was never finished`);
        checkIntegrity(database, file);
      }
      this.#insert = database.prepare("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)");
      this.#begin = database.prepare("BEGIN IMMEDIATE");
      this.#commit = database.prepare("COMMIT");
      return { revision: newestRevision(database), compacted: readMeta(database, "compacted"), notes };
    } catch (err) {
      this.#database?.close();
      this.#database = undefined;
      this.#lock.release();
      throw err;
    }
  }

  /**
   * The values that are present, oldest write first, from those above `after`: up to about `maxBytes`.
   * @throws StorageError Corrupt
   */
  present(after: number, maxBytes: number): { readonly chunks: RowChunk[]; readonly done: boolean } {
    const database = this.#open();
    this.#superseded ??= supersededRows(database);
    const writer = new ChunkWriter();
    // As text a value crosses over without an allocation of its own; one that is not UTF-8 is seen by its checksum.
    const select = database
      .prepare<[number], [number, string, number, number, number, string | null]>(
        `SELECT revision, key, created, expires, checksum, CAST(value AS TEXT) FROM log
          WHERE revision > ? ORDER BY revision`,
      )
      .raw();
    for (const [revision, key, created, expires, checksum, text] of select.iterate(after)) {
      if (text === null || this.#superseded.has(revision)) continue;
      const value = writer.addText({ key, revision, created, previous: 0, expires }, text);
      if (checksumOf(key, value) !== checksum) writer.replaceLast(this.#valueAt(revision).value);
      if (writer.totalBytes >= maxBytes) return { chunks: writer.finish(), done: false };
    }
    this.#superseded = undefined;
    return { chunks: writer.finish(), done: true };
  }

  /** Writes all rows or none, and returns once they are as durable as the mode promises. */
  append(rows: readonly LogRow[]): void {
    const database = this.#open();
    const insert = this.#insert!;
    this.#inTransaction(database, () => {
      for (const { revision, key, created, previous, expires, value } of rows)
        insert.run(revision, key, created, previous, expires, checksumOf(key, value), value ?? null);
    });
  }

  /** Changes with `after` < revision <= `upTo` and `from` <= key < `to`, oldest first. */
  changes(query: ChangesQuery): LoggedChange[] {
    const select = this.#open().prepare<[number, number, string, string, number], RawChange>(
      `SELECT l.*, p.created AS beforeCreated, p.expires AS beforeExpires, p.checksum AS beforeChecksum,
              p.value AS beforeValue
         FROM log l LEFT JOIN log p ON p.revision = l.previous
        WHERE l.revision > ? AND l.revision <= ? AND l.key >= ? AND l.key < ? ORDER BY l.revision LIMIT ?`,
    );
    const { after, upTo, from, to, limit } = query;
    return select.all(after, upTo, from, to, limit).map((raw) => ({
      row: checkedRow(raw),
      previous: rowBefore(raw),
    }));
  }

  /** Forgets superseded rows of the oldest `step` revisions up to `upTo`; returns how far it came. */
  compact(upTo: number, step: number): number {
    const database = this.#open();
    const from = readMeta(database, "compacted");
    const to = Math.min(upTo, from + step);
    this.#inTransaction(database, () => {
      database.prepare("UPDATE meta SET value = ? WHERE name = 'compacted'").run(to);
      database
        .prepare(
          "DELETE FROM log WHERE revision IN (SELECT previous FROM log WHERE revision > ? AND revision <= ? AND previous > 0)",
        )
        .run(from, to);
      database.prepare("DELETE FROM log WHERE revision > ? AND revision <= ? AND value IS NULL").run(from, to);
    });
    if (to === upTo) database.pragma("incremental_vacuum(2000)");
    return to;
  }

  /** Makes the log durable up to here, for `batch` mode. */
  sync(): void {
    // The write-ahead log keeps its file until the last connection closes.
    this.#walDescriptor ??= openSync(join(this.#opts.dir, `${DATABASE_FILE}-wal`), "r+");
    fsyncSync(this.#walDescriptor);
  }

  sizeBytes(): number {
    const file = join(this.#opts.dir, DATABASE_FILE);
    return [file, `${file}-wal`].reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0);
  }

  /** @throws StorageError Corrupt or Unavailable */
  ping(): void {
    newestRevision(this.#open());
  }

  close(): void {
    if (this.#walDescriptor !== undefined) closeSync(this.#walDescriptor);
    this.#walDescriptor = undefined;
    this.#database?.close();
    this.#database = undefined;
    this.#lock.release();
  }

  #open(): Database.Database {
    if (this.#database === undefined) throw new StorageError("Unavailable", "database is closed");
    return this.#database;
  }

  #valueAt(revision: number): LogRow & { readonly value: Uint8Array } {
    const raw = this.#open().prepare<[number], RawRow>("SELECT * FROM log WHERE revision = ?").get(revision);
    if (raw === undefined) throw new StorageError("Corrupt", `the log lost revision ${revision} while it was read`);
    const row = checkedRow(raw);
    return { ...row, value: row.value ?? new Uint8Array(0) };
  }

  #inTransaction(database: Database.Database, work: () => void): void {
    this.#begin!.run();
    try {
      work();
      this.#commit!.run();
    } catch (err) {
      if (database.inTransaction) database.exec("ROLLBACK");
      throw err;
    }
  }
}

export interface ChangesQuery {
  readonly after: number;
  readonly upTo: number;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
}

/** Covers the key too, so that a value under another's key is found. */
export function checksumOf(key: string, value: Uint8Array | undefined): number {
  const ofKey = crc32(key);
  return value === undefined ? ofKey : crc32(value, ofKey);
}

/** What compaction has taken away already supersedes nothing, so only the rows since need a look. */
function supersededRows(database: Database.Database): ReadonlySet<number> {
  const select = database
    .prepare<[number], number>("SELECT previous FROM log WHERE revision > ? AND previous > 0")
    .pluck();
  return new Set(select.iterate(readMeta(database, "compacted")));
}

function checkIntegrity(database: Database.Database, file: string): void {
  const problems = database.pragma("quick_check(5)") as { quick_check: string }[];
  if (problems.length === 1 && problems[0]?.quick_check === "ok") return;
  const text = problems.map((problem) => problem.quick_check).join("; ");
  throw new StorageError(
    "Corrupt",
    `${file} is damaged: ${text}. Restore a snapshot, or start with an empty directory`,
  );
}

function checkedRow(raw: RawRow): LogRow {
  const { key, revision, created, previous, expires } = raw;
  const value = raw.value ?? undefined;
  if (checksumOf(key, value) !== raw.checksum)
    throw new StorageError("Corrupt", `the value of ${key} at revision ${revision} is damaged: its checksum differs`, {
      key,
    });
  return { key, revision, created, previous, expires, value };
}

function rowBefore(raw: RawChange): LogRow | undefined {
  if (raw.beforeCreated === null || raw.beforeExpires === null || raw.beforeChecksum === null) return undefined;
  return checkedRow({
    key: raw.key,
    revision: raw.previous,
    created: raw.beforeCreated,
    previous: 0,
    expires: raw.beforeExpires,
    checksum: raw.beforeChecksum,
    value: raw.beforeValue,
  });
}
