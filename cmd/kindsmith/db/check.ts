import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { checkDatabase } from "../../../apiserver/storage/embedded/index.js";
import type { ExitCode, Io } from "../io.js";
import { existingStoreDir, explained } from "./data-dir.js";
import { numberText, summaryText } from "./summary.js";
import { withNote } from "./with-note.js";

/** `kindsmith db check PATH` */
export function check(path: string, flags: { readonly json?: boolean }, io: Io): ExitCode {
  const file = resolve(io.cwd, path);
  const isFile = existsSync(file) && statSync(file).isFile();
  const what = isFile ? file : existingStoreDir(path, io);
  const report = withNote(`checking ${what}`, io, () => explained(() => checkDatabase(what)));
  const { summary, problems } = report;
  if (flags.json === true) {
    io.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    const history = `history from revision ${numberText(summary.compactedRevision)}`;
    const found = problems.length === 0 ? "nothing is damaged" : "DAMAGED";
    io.out(`${what}: ${summaryText(summary)}, ${history}: ${found}\n`);
    for (const problem of problems) io.out(`  ${problem}\n`);
  }
  return problems.length === 0 ? 0 : 1;
}
