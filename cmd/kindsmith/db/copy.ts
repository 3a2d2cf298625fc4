import {
  copyBackend,
  TargetOccupied,
  type CopyProgress,
  type CopyResult,
} from "../../../apiserver/storage/copy/index.js";
import type { StorageBackend } from "../../../apiserver/storage/interface.js";
import { CommandError, type ExitCode, type Io } from "../io.js";
import { createProgress } from "../progress.js";
import { commandError } from "./data-dir.js";
import { openSource, openTarget, parseStore, type EtcdFiles } from "./open-store.js";
import { keysText, numberText } from "./summary.js";

export interface CopyFlags extends EtcdFiles {
  readonly from: string;
  readonly to: string;
  readonly prefix: string;
  readonly skip?: readonly string[];
  readonly replace?: boolean;
}

/** Below the prefix; what lies there goes by itself, and a copy of it would stay for ever. */
const EXPIRING = ["events/", "masterleases/"];

/** `kindsmith db copy --from STORE --to STORE` */
export async function copy(flags: CopyFlags, io: Io): Promise<ExitCode> {
  const from = parseStore("--from", flags.from);
  const to = parseStore("--to", flags.to);
  if (JSON.stringify(from) === JSON.stringify(to)) throw new CommandError("--from and --to are the same store", 2);
  const prefix = prefixOf(flags.prefix);
  const exclude = [...EXPIRING, ...(flags.skip ?? [])].map((path) => prefix + path.replace(/^\//, ""));
  const open: StorageBackend[] = [];
  const signal = io.interrupted();
  try {
    const source = await openSource(from, flags, io);
    open.push(source);
    const target = await openTarget(to, await source.currentRevision({ signal }), flags, io);
    open.push(target);
    const result = await runCopy({ source, target, prefix, exclude, signal, replace: flags.replace === true }, io);
    report(result, flags, io);
    if ((await target.currentRevision()) < result.sourceRevision) warnOfRevisions(io);
    return 0;
  } catch (err) {
    if (signal.aborted) throw new CommandError("interrupted: the same command again goes on where it was");
    if (err instanceof TargetOccupied) throw new CommandError(`${err.message}: --replace says that they may go`);
    throw commandError(err);
  } finally {
    for (const backend of open.reverse()) await backend.stop();
  }
}

interface CopyRun {
  readonly source: StorageBackend;
  readonly target: StorageBackend;
  readonly prefix: string;
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  readonly replace: boolean;
}

async function runCopy({ source, target, prefix, exclude, signal, replace }: CopyRun, io: Io): Promise<CopyResult> {
  const excluded = await Promise.all(exclude.map((path) => source.count(path)));
  const total = (await source.count(prefix)) - excluded.reduce((sum, count) => sum + count, 0);
  const progress = createProgress(io);
  const onProgress = ({ phase, keys }: CopyProgress): void =>
    progress.show(phase === "copy" ? "copying" : "verifying", keys, total);
  try {
    return await copyBackend(source, target, { prefix, exclude, signal, replace, onProgress });
  } finally {
    progress.clear();
  }
}

function report(
  { keys, written, unchanged, removed, digest, sourceRevision }: CopyResult,
  flags: CopyFlags,
  io: Io,
): void {
  const details = [
    `${numberText(written)} written`,
    `${numberText(unchanged)} there already`,
    `${numberText(removed)} removed`,
  ];
  io.out(`${flags.from} at revision ${numberText(sourceRevision)} -> ${flags.to}\n`);
  io.out(`${keysText(keys)}: ${details.join(", ")}\n`);
  io.out(`verified: both sides have ${keysText(keys)}, sha256 ${digest}\n`);
}

function warnOfRevisions(io: Io): void {
  io.err(
    "warning: revisions of the target are below those of the source; restart what watches the server, " +
      "since clients may hold resourceVersions that the target has yet to reach\n",
  );
}

function prefixOf(text: string): string {
  if (!text.startsWith("/"))
    throw new CommandError(`--prefix: expected a path like /registry, not ${JSON.stringify(text)}`, 2);
  return text.endsWith("/") ? text : `${text}/`;
}
