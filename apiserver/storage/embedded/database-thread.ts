import { Worker } from "node:worker_threads";

/**
 * The thread that owns a database, started and not yet asked for anything. Starting takes it a while, so a program that
 * is about to load much else does this first. A failure is kept for who takes the thread over. Depends on nothing.
 */
export class DatabaseThread {
  readonly worker: Worker;
  #failure: Error | undefined;

  /** `url`: the compiled worker.ts */
  constructor(url: URL) {
    this.worker = new Worker(url);
    this.worker.on("error", (err) => (this.#failure = err));
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  /** For who does not need it after all. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
