import type { Worker } from "node:worker_threads";
import { threadURL } from "../../../apimachinery/runtime/index.js";
import { newUnavailable } from "../errors.js";
import { StorageError } from "../interface.js";
import { DatabaseThread } from "./database-thread.js";
import type { CallName, CallReply, Calls } from "./protocol.js";

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls the thread that owns the database. */
export class WorkerClient {
  readonly #pending = new Map<number, PendingCall>();
  #worker: Worker | undefined;
  #exited: Promise<void> | undefined;
  #failure: Error | undefined;
  #nextId = 1;

  /** `started`: a thread that nobody has asked for anything yet. */
  start(started?: DatabaseThread): void {
    const thread = started ?? new DatabaseThread(threadURL(new URL("./worker.js", import.meta.url)));
    const { worker, failure } = thread;
    this.#worker = worker;
    worker.on("message", (reply: CallReply) => this.#settle(reply));
    const failed = (err: Error): void => this.#fail(newUnavailable(`database thread failed: ${err.message}`, err));
    worker.on("error", failed);
    this.#exited = new Promise((resolve) => {
      const ended = (): void => {
        this.#fail(newUnavailable("database thread has ended"));
        resolve();
      };
      worker.on("exit", ended);
      if (failure === undefined) return;
      failed(failure);
      ended();
    });
  }

  /** Calls are answered in order. @throws StorageError */
  call<N extends CallName>(name: N, args: Calls[N]["args"]): Promise<Calls[N]["result"]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#worker?.postMessage({ id, name, args });
    });
  }

  /** Closes the database and waits for the thread to end. */
  async stop(): Promise<void> {
    if (this.#failure === undefined) await this.call("close", undefined);
    await this.#exited;
  }

  #settle(reply: CallReply): void {
    const call = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("error" in reply) call?.reject(new StorageError(reply.error.code, reply.error.message));
    else call?.resolve(reply.result);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const call of this.#pending.values()) call.reject(error);
    this.#pending.clear();
  }
}
