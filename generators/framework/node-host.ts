import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { FileChanges, Host } from "./host.js";

/** The file system below `root` (an absolute path). */
export class NodeHost implements Host {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  readFile(path: string): string | undefined {
    try {
      return readFileSync(join(this.root, path), "utf8");
    } catch (err) {
      if (isAbsent(err)) return undefined;
      throw err;
    }
  }

  listFiles(folder: string): readonly string[] {
    const found: string[] = [];
    this.#walk(folder, found);
    return found.sort();
  }

  apply(changes: FileChanges): void {
    const staged: { readonly temporary: string; readonly target: string }[] = [];
    try {
      for (const { path, content, executable } of changes.write ?? []) {
        const target = join(this.root, path);
        mkdirSync(dirname(target), { recursive: true });
        const temporary = `${target}.${randomBytes(6).toString("hex")}.tmp`;
        staged.push({ temporary, target });
        writeFileSync(temporary, content, { mode: executable === true ? 0o755 : 0o644 });
      }
    } catch (err) {
      for (const { temporary } of staged) rmSync(temporary, { force: true });
      throw err;
    }
    // What could fail for want of space or permission has been done; a rename within a folder only moves a name.
    for (const { temporary, target } of staged) renameSync(temporary, target);
    for (const path of changes.remove ?? []) this.#remove(path);
  }

  #remove(path: string): void {
    rmSync(join(this.root, path), { force: true });
    for (let folder = dirname(path); folder !== "." && folder !== "/"; folder = dirname(folder)) {
      try {
        rmdirSync(join(this.root, folder));
      } catch {
        return; // Not empty: somebody else's files are there, and so the folders above are not empty either.
      }
    }
  }

  #walk(folder: string, found: string[]): void {
    let entries;
    try {
      entries = readdirSync(join(this.root, folder), { withFileTypes: true });
    } catch (err) {
      if (isAbsent(err)) return;
      throw err;
    }
    for (const entry of entries) {
      if (entry.name === "node_modules" || entry.name === ".git") continue;
      const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) this.#walk(path, found);
      else if (entry.isFile()) found.push(path);
    }
  }
}

function isAbsent(err: unknown): boolean {
  const code = (err as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}
