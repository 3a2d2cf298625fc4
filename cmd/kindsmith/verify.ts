import { isCurrent, readManifest } from "../../generators/framework/manifest.js";
import { toolKeys } from "../../generators/framework/tool-key.js";
import type { FileChange } from "../../generators/framework/run.js";
import type { ExitCode, Io } from "./io.js";
import { createProgress } from "./progress.js";
import type { VerifyFlags } from "./program.js";
import { findProject, toolHost } from "./project.js";
import { printDiagnostics } from "./report.js";
import { unifiedDiff } from "./unified-diff.js";

/** `kindsmith verify` */
export async function verify(flags: VerifyFlags, io: Io): Promise<ExitCode> {
  const host = findProject(io.cwd);
  const tool = toolHost();
  const keys = toolKeys(tool);
  const manifest = flags.cache ? readManifest(host) : undefined;
  if (manifest !== undefined && isCurrent(manifest, host, keys.tool)) {
    io.out(`${Object.keys(manifest.outputs).length} files are up to date\n`);
    return 0;
  }
  const [{ run }, { generators }] = await Promise.all([
    import("../../generators/framework/run.js"),
    import("../../generators/index.js"),
  ]);
  const progress = createProgress(io);
  const result = await run({ host, templates: tool, generators, manifest, keys, onProgress: progress.show });
  progress.clear();
  if (printDiagnostics(result.diagnostics, io) > 0) return 1;
  if (result.changes.length === 0) {
    io.out(`${result.fileCount} files are up to date\n`);
    return 0;
  }
  for (const change of result.changes) {
    io.out(`${describe(change)}\n`);
    if (flags.diff === true) io.out(unifiedDiff(change.path, change.before, change.after));
  }
  io.err(`${result.changes.length} files are not what the generators make; run hack/update-codegen.sh\n`);
  return 1;
}

function describe({ kind, path }: FileChange): string {
  switch (kind) {
    case "create":
      return `missing: ${path}`;
    case "update":
      return `out of date or edited by hand: ${path}`;
    case "delete":
      return `no generator makes it any more: ${path}`;
  }
}
