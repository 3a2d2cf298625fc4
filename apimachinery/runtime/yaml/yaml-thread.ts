import { Worker } from "node:worker_threads";
import { threadURL } from "../thread-url.js";
import { YAMLSyntaxError } from "./errors.js";

export interface YAMLJob {
  readonly id: number;
  readonly yaml: Uint8Array;
}

export type YAMLReply =
  | { readonly id: number; readonly json: Uint8Array; readonly repeatedKeys?: string }
  /** What a YAMLSyntaxError says. */
  | { readonly id: number; readonly problem: string };

export type YAMLResult = Extract<YAMLReply, { readonly json: Uint8Array }>;

interface PendingJob {
  readonly resolve: (result: YAMLResult) => void;
  readonly reject: (error: Error) => void;
}

// The worst text of 3 MiB takes a good part of it.
const MAX_HEAP_MB = 512;

/** Makes JSON of YAML in a thread, which is there only while there is something to do. */
export class YAMLThread {
  readonly #pending = new Map<number, PendingJob>();
  #worker: Worker | undefined;
  #nextId = 1;

  /** Texts are read one after another. @throws YAMLSyntaxError, or Error when the thread ends before it is done */
  toJSON(yaml: Uint8Array): Promise<YAMLResult> {
    const id = this.#nextId++;
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const job: YAMLJob = { id, yaml };
      worker.postMessage(job);
    });
  }

  #start(): Worker {
    const worker = new Worker(threadURL(new URL("./yaml-worker.js", import.meta.url)), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    worker.on("message", (reply: YAMLReply) => this.#settle(worker, reply));
    worker.on("error", (err) => this.#fail(worker, err));
    worker.on("exit", () => this.#fail(worker, new Error("the thread that reads YAML has ended")));
    return worker;
  }

  #settle(worker: Worker, reply: YAMLReply): void {
    const job = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (this.#pending.size === 0) {
      this.#worker = undefined;
      void worker.terminate();
    }
    if ("problem" in reply) job?.reject(new YAMLSyntaxError(reply.problem));
    else job?.resolve(reply);
  }

  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const job of this.#pending.values()) job.reject(error);
    this.#pending.clear();
  }
}
