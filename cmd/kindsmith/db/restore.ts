import { resolve } from "node:path";
import { restoreDatabase } from "../../../apiserver/storage/embedded/index.js";
import { CommandError, type ExitCode, type Io } from "../io.js";
import { explained, storeDir } from "./data-dir.js";
import { summaryText } from "./summary.js";
import { withNote } from "./with-note.js";

export interface RestoreFlags {
  readonly revisionBump?: string;
}

/** `kindsmith db restore FILE DIR` */
export function restore(file: string, dir: string, { revisionBump }: RestoreFlags, io: Io): ExitCode {
  const opts = revisionBump === undefined ? {} : { revisionBump: bumpOf(revisionBump) };
  const to = storeDir(dir, io);
  const summary = withNote(`restoring ${to}`, io, () =>
    explained(() => restoreDatabase(resolve(io.cwd, file), to, opts)),
  );
  io.out(`${to}: ${summaryText(summary)}\n`);
  return 0;
}

function bumpOf(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new CommandError(`--revision-bump: expected a whole number of at least 0, not ${JSON.stringify(text)}`, 2);
}
