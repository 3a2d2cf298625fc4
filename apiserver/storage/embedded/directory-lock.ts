import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/**
 * Keeps a second server out of a data directory. The lock is an exclusive transaction in a database of its own, so the
 * operating system lets go of it however the process ends; who holds it stands beside it, for the message.
 */
export class DirectoryLock {
  readonly #dir: string;
  #database: Database.Database | undefined;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @throws Error naming the process that has the directory */
  acquire(): void {
    const database = new Database(join(this.#dir, "lock"), { timeout: 0 });
    try {
      database.exec("BEGIN EXCLUSIVE");
    } catch (err) {
      database.close();
      throw new Error(
        `data directory ${this.#dir} is in use by ${this.#holder()}: stop it, or choose another directory`,
        {
          cause: err,
        },
      );
    }
    this.#database = database;
    writeFileSync(join(this.#dir, "lock.pid"), `${process.pid}\n`);
  }

  release(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  #holder(): string {
    try {
      return `process ${readFileSync(join(this.#dir, "lock.pid"), "utf8").trim()}`;
    } catch {
      return "another process";
    }
  }
}
