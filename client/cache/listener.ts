import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { ResourceEventHandler } from "./event-handler.js";
import type { DeletedFinalStateUnknown } from "./keys.js";
import { toError, type ErrorReporter } from "./report.js";

/** What a handler is to be told. */
export type Notification<T> =
  | { readonly type: "add"; readonly obj: DeepReadonly<T>; readonly initial: boolean }
  | { readonly type: "update"; readonly old: DeepReadonly<T>; readonly obj: DeepReadonly<T> }
  | { readonly type: "delete"; readonly obj: DeepReadonly<T> | DeletedFinalStateUnknown<T> };

// With this many unheard notifications the watch is held back until half of them are heard. A list or resync is put into
// the buffer as a whole, so that it may hold as many more as there are objects.
const MAX_PENDING = 1024;

// The loop serves others after so many calls in a row.
const CALLS_PER_TURN = 200;

/** Tells one handler, in order, and never two things at once. */
export class Listener<T> {
  readonly #handler: ResourceEventHandler<T>;
  readonly #onError: ErrorReporter;
  #pending: Notification<T>[] = [];
  #head = 0;
  #initial = 0;
  #running = false;
  #stopped = false;
  #waiters: (() => void)[] = [];
  #drained: (() => void)[] = [];

  constructor(handler: ResourceEventHandler<T>, onError: ErrorReporter) {
    this.#handler = handler;
    this.#onError = onError;
  }

  /** Notifications that the handler has not heard yet. */
  get pending(): number {
    return this.#pending.length - this.#head;
  }

  /** Objects of the initial list that the handler has not heard yet. */
  get pendingInitial(): number {
    return this.#initial;
  }

  push(notification: Notification<T>): void {
    if (this.#stopped) return;
    this.#pending.push(notification);
    if (notification.type === "add" && notification.initial) this.#initial++;
    if (!this.#running) {
      this.#running = true;
      queueMicrotask(() => void this.#run());
    }
  }

  /** undefined when there is room, else resolves when there is. */
  room(): Promise<void> | undefined {
    if (this.#stopped || this.pending < MAX_PENDING) return undefined;
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Calls back once the handler has heard the initial list. */
  whenInitialHeard(done: () => void): void {
    if (this.#initial === 0) done();
    else this.#drained.push(done);
  }

  /** Tells no more; a call that runs is not interrupted. */
  stop(): void {
    this.#stopped = true;
    this.#pending = [];
    this.#head = 0;
    this.#release();
  }

  async #run(): Promise<void> {
    for (let calls = 1; this.pending > 0; calls++) {
      const notification = this.#pending[this.#head++]!;
      if (this.#head > MAX_PENDING) {
        this.#pending = this.#pending.slice(this.#head);
        this.#head = 0;
      }
      try {
        const heard = this.#tell(notification);
        if (heard !== undefined) await heard;
      } catch (err) {
        this.#onError(toError(err));
      }
      if (notification.type === "add" && notification.initial && --this.#initial === 0) {
        for (const done of this.#drained.splice(0)) done();
      }
      if (this.pending < MAX_PENDING / 2) this.#release();
      if (calls % CALLS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#pending = [];
    this.#head = 0;
    this.#running = false;
  }

  #tell(notification: Notification<T>): void | Promise<void> {
    switch (notification.type) {
      case "add":
        return this.#handler.onAdd?.(notification.obj, notification.initial);
      case "update":
        return this.#handler.onUpdate?.(notification.old, notification.obj);
      case "delete":
        return this.#handler.onDelete?.(notification.obj);
    }
  }

  #release(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
