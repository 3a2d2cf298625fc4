import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DATABASE_FILE } from "../../../apiserver/storage/embedded/index.js";
import { STORE_FOLDER } from "../../../apiserver/storage/embedded/store-folder.js";
import { CommandError, type Io } from "../io.js";

/** The directory of the database that a server with `--data-dir=dir` uses, there or not; one that holds it may be given as well. */
export function storeDir(dir: string, io: Io): string {
  const path = resolve(io.cwd, dir);
  return existsSync(join(path, DATABASE_FILE)) ? path : join(path, STORE_FOLDER);
}

/** As `storeDir`, of a database that is there. @throws CommandError */
export function existingStoreDir(dir: string, io: Io): string {
  const path = storeDir(dir, io);
  if (existsSync(join(path, DATABASE_FILE))) return path;
  throw new CommandError(
    `${dir} holds no database: expected ${join(STORE_FOLDER, DATABASE_FILE)} in it, as a server with --data-dir=${dir} keeps it`,
  );
}

/** Runs what throws errors for the operator. @throws CommandError with their text */
export function explained<T>(run: () => T): T {
  try {
    return run();
  } catch (err) {
    throw commandError(err);
  }
}

export function commandError(err: unknown): CommandError {
  if (err instanceof CommandError) return err;
  return new CommandError(err instanceof Error ? err.message : String(err));
}
