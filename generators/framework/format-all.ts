import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { FormatReply, FormatRequest } from "./format-worker.js";
import { format } from "./format.js";

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

// A thread starts without the loader that reads TypeScript, so only the built output uses threads.
const RUNS_FROM_SOURCES = import.meta.url.endsWith(".ts");

/**
 * Formats every job, in the order given. Much text is shared with worker threads.
 * @throws Error of the first job that does not parse.
 */
export async function formatAll(jobs: readonly FormatJob[], opts: FormatAllOptions = {}): Promise<readonly string[]> {
  const results = new Array<string>(jobs.length);
  // The largest first, so that no thread is left with a large file at the end.
  const queue = jobs.map((_, i) => i).sort((a, b) => jobs[a]!.text.length - jobs[b]!.text.length);
  const characters = jobs.reduce((sum, job) => sum + job.text.length, 0);
  const wanted = RUNS_FROM_SOURCES ? 0 : Math.floor(characters / CHARACTERS_WORTH_A_WORKER);
  const workers = Array.from({ length: Math.min(wanted, availableParallelism() - 1, MAX_WORKERS) }, startWorker);
  let done = 0;
  const drain = async (formatOne: (job: FormatJob) => Promise<string>): Promise<void> => {
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      results[i] = await formatOne(jobs[i]!);
      opts.onProgress?.(++done, jobs.length);
    }
  };
  try {
    await Promise.all([
      drain((job) => format(job.path, job.text)),
      ...workers.map((worker) => drain((job) => worker.format(job))),
    ]);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  return results;
}

interface FormatWorker {
  format(job: FormatJob): Promise<string>;
  stop(): Promise<unknown>;
}

function startWorker(): FormatWorker {
  const worker = new Worker(new URL("./format-worker.js", import.meta.url));
  const waiting = new Map<number, { resolve(text: string): void; reject(err: Error): void }>();
  let next = 0;
  worker.on("message", (reply: FormatReply) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) caller?.reject(new Error(reply.error));
    else caller?.resolve(reply.text);
  });
  worker.on("error", (err) => {
    for (const { reject } of waiting.values()) reject(err);
    waiting.clear();
  });
  return {
    format: (job) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, ...job } satisfies FormatRequest);
      }),
    stop: () => worker.terminate(),
  };
}
