import { watch as watchFolder } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";

import { isCurrent, readManifest } from "../../generators/framework/manifest.js";
import type { NodeHost } from "../../generators/framework/node-host.js";
import { toolKeys } from "../../generators/framework/tool-key.js";
import type { FileChange } from "../../generators/framework/run.js";
import { CommandError, type ExitCode, type Io } from "./io.js";
import { createProgress } from "./progress.js";
import type { GenerateFlags } from "./program.js";
import { findProject, toolHost } from "./project.js";
import { printDiagnostics } from "./report.js";

// More names than this say less than their number.
const NAMED_FILES = 20;

// Editors save a file in several steps; half-written files would be reported as errors.
const SETTLE_MS = 100;

/** `kindsmith generate` */
export async function generate(flags: GenerateFlags, io: Io): Promise<ExitCode> {
  const host = findProject(io.cwd);
  const exitCode = await generateOnce(host, flags, io);
  if (flags.watch !== true) return exitCode;
  await watch(host, io, io.interrupted(), () => generateOnce(host, flags, io));
  return 0;
}

async function generateOnce(host: NodeHost, flags: GenerateFlags, io: Io): Promise<ExitCode> {
  const started = performance.now();
  const tool = toolHost();
  const keys = toolKeys(tool);
  const manifest = flags.cache ? readManifest(host) : undefined;
  if (manifest !== undefined && flags.only === undefined && isCurrent(manifest, host, keys.tool)) {
    for (const warning of manifest.warnings) io.err(`${warning}\n`);
    io.out(`${Object.keys(manifest.outputs).length} files are up to date\n`);
    return 0;
  }
  // Parser, templates and formatter are loaded only when there is something to do.
  const [{ applyChanges, run }, { generators }] = await Promise.all([
    import("../../generators/framework/run.js"),
    import("../../generators/index.js"),
  ]);
  const unknown = flags.only?.find((name) => !generators.some((generator) => generator.name === name));
  if (unknown !== undefined) {
    const names = generators.map(({ name }) => name).join(", ");
    throw new CommandError(`--only: no generator is called ${unknown}; there are ${names}`, 2);
  }
  const progress = createProgress(io);
  const changes = new Map<string, FileChange>();
  for (;;) {
    const result = await run({
      host,
      templates: tool,
      generators,
      manifest: flags.cache ? readManifest(host) : undefined,
      keys,
      onProgress: progress.show,
      ...(flags.only === undefined ? {} : { only: flags.only }),
    });
    progress.clear();
    if (printDiagnostics(result.diagnostics, io) > 0) return 1;
    applyChanges(host, result);
    for (const change of result.changes) changes.set(change.path, change);
    if (result.needsAnotherRun) continue;
    report([...changes.values()], result.fileCount + result.onceCount, flags, performance.now() - started, io);
    return 0;
  }
}

function report(changes: readonly FileChange[], fileCount: number, flags: GenerateFlags, tookMs: number, io: Io): void {
  if (flags.verbose === true || changes.length <= NAMED_FILES) {
    for (const { kind, path } of changes) io.out(`${kind} ${path}\n`);
  }
  const deleted = changes.filter(({ kind }) => kind === "delete").length;
  const written = changes.length - deleted;
  const unchanged = fileCount - written;
  io.out(`${written} files written, ${deleted} deleted, ${unchanged} unchanged in ${(tookMs / 1000).toFixed(1)} s\n`);
}

/** Calls `again` whenever an input has changed, one call at a time, until `signal` aborts. */
async function watch(host: NodeHost, io: Io, signal: AbortSignal, again: () => Promise<ExitCode>): Promise<void> {
  let changed = false;
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  const settle = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      while (changed && !signal.aborted) {
        changed = false;
        await again();
      }
    } catch (err) {
      io.err(`kindsmith: ${(err as Error).message}\n`);
    } finally {
      running = false;
    }
  };
  const watcher = watchFolder(join(host.root, "apis"), { recursive: true, signal }, () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), SETTLE_MS);
  });
  io.out("watching apis/, Ctrl-C ends\n");
  // An aborted watcher closes without an error.
  await once(watcher, "close");
  clearTimeout(timer);
}
