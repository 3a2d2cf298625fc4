import { statSync } from "node:fs";
import { resolve } from "node:path";
import { snapshotDatabase } from "../../../apiserver/storage/embedded/index.js";
import type { ExitCode, Io } from "../io.js";
import { existingStoreDir, explained } from "./data-dir.js";
import { numberText, summaryText } from "./summary.js";
import { withNote } from "./with-note.js";

/** `kindsmith db snapshot DIR FILE` */
export function snapshot(dir: string, file: string, io: Io): ExitCode {
  const path = resolve(io.cwd, file);
  const from = existingStoreDir(dir, io);
  const summary = withNote(`copying and checking ${from}`, io, () => explained(() => snapshotDatabase(from, path)));
  io.out(`${file}: ${summaryText(summary)}, ${numberText(statSync(path).size)} bytes, checked\n`);
  return 0;
}
