/** Runs the command line in a scratch project, for tests. */
import { EventEmitter, once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { packageRoot } from "../../generators/framework/package-root.js";
import { runCommandLine } from "./program.js";

export interface CommandResult {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface ScratchProject {
  readonly root: string;
  /** Runs `kindsmith <args>` in the project. */
  kindsmith(...args: string[]): Promise<CommandResult>;
  /** Resolves when `pattern` is among what commands have printed. */
  printed(pattern: RegExp): Promise<void>;
  /** Ctrl-C */
  interrupt(): void;
  read(path: string): string;
  write(path: string, content: string): void;
  remove(): void;
}

/** A project made by `kindsmith init`, in which this package is installed. */
export async function createScratchProject(): Promise<ScratchProject> {
  const interrupt = new AbortController();
  const printing = new EventEmitter();
  let log = "";
  const root = mkdtempSync(join(tmpdir(), "kindsmith-"));
  const project: ScratchProject = {
    root,
    async kindsmith(...args) {
      let out = "";
      let err = "";
      const exitCode = await runCommandLine(args, {
        cwd: root,
        out(text) {
          out += text;
          log += text;
          printing.emit("text");
        },
        err(text) {
          err += text;
          log += text;
          printing.emit("text");
        },
        isTerminal: false,
        interrupted: () => interrupt.signal,
      });
      return { exitCode, out, err };
    },
    async printed(pattern) {
      while (!pattern.test(log)) await once(printing, "text");
    },
    interrupt: () => interrupt.abort(),
    read: (path) => readFileSync(join(root, path), "utf8"),
    write(path, content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  const { exitCode, err } = await project.kindsmith("init", ".");
  if (exitCode !== 0) throw new Error(err);
  mkdirSync(join(root, "node_modules"));
  symlinkSync(packageRoot(), join(root, "node_modules/kindsmith"));
  return project;
}
