import { Worker } from "node:worker_threads";

import type { FormatText } from "./format.js";

export interface FormatWorker {
  readonly format: FormatText;
  stop(): Promise<unknown>;
}

type Reply = { readonly id: number; readonly text: string } | { readonly id: number; readonly error: string };

// Plain JavaScript, because a thread has no loader for TypeScript when this runs from sources.
const CODE = `
const { parentPort, workerData } = require("node:worker_threads");
const prettier = import(workerData.prettier);
parentPort.on("message", async ({ id, text, options }) => {
  try {
    parentPort.postMessage({ id, text: await (await prettier).format(text, options) });
  } catch (err) {
    parentPort.postMessage({ id, error: err.message });
  }
});
`;

/** Starts a thread that formats. It ends only by `stop`. */
export function startFormatWorker(): FormatWorker {
  const worker = new Worker(CODE, {
    eval: true,
    execArgv: [],
    workerData: { prettier: import.meta.resolve("prettier") },
  });
  const waiting = new Map<number, { resolve(text: string): void; reject(err: Error): void }>();
  let next = 0;
  worker.on("message", (reply: Reply) => {
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
    format: (text, options) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, text, options });
      }),
    stop: () => worker.terminate(),
  };
}
