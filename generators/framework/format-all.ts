import { availableParallelism } from "node:os";

import { startFormatWorker } from "./format-worker.js";
import { format, type FormatText } from "./format.js";

export interface FormatJob {
  readonly path: string;
  readonly text: string;
}

export interface FormatAllOptions {
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

// Starting a thread and loading Prettier in it takes as long as formatting about this much text.
const CHARACTERS_WORTH_A_WORKER = 250_000;
const MAX_WORKERS = 3;

/**
 * Formats every job, in the order given. Much text is shared with worker threads.
 * @throws Error of the first job that does not parse.
 */
export async function formatAll(jobs: readonly FormatJob[], opts: FormatAllOptions = {}): Promise<readonly string[]> {
  const results = new Array<string>(jobs.length);
  // The largest first, so that no thread is left with a large file at the end.
  const queue = jobs.map((_, i) => i).sort((a, b) => jobs[a]!.text.length - jobs[b]!.text.length);
  const characters = jobs.reduce((sum, job) => sum + job.text.length, 0);
  const wanted = Math.floor(characters / CHARACTERS_WORTH_A_WORKER);
  const workers = Array.from({ length: Math.min(wanted, availableParallelism() - 1, MAX_WORKERS) }, startFormatWorker);
  let done = 0;
  const drain = async (formatText?: FormatText): Promise<void> => {
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      const { path, text } = jobs[i]!;
      results[i] = await format(path, text, formatText);
      opts.onProgress?.(++done, jobs.length);
    }
  };
  try {
    await Promise.all([drain(), ...workers.map((worker) => drain(worker.format))]);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  return results;
}
