/** Is told what becomes of keys, for metrics. Must not throw. */
export interface QueueObserver<T = string> {
  added(item: T): void;
  taken(item: T): void;
  done(item: T): void;
  /** A key comes again later. */
  retried(): void;
}

export interface WorkQueueOptions<T = string> {
  readonly observer?: QueueObserver<T> | undefined;
}

/**
 * Work to do, by key. A key that is added again before it is taken is in the queue once; one that is added while it is
 * worked on comes again after `done`, so that no key is worked on twice at a time. Keys are compared as a Map's: use texts.
 * The queue is as long as there are different keys, and needs no other bound.
 * @see kubernetes/client-go util/workqueue/queue.go
 */
export class WorkQueue<T = string> {
  #queue: T[] = [];
  #head = 0;
  /** Keys that wait, in the queue or for the end of their work. */
  readonly #dirty = new Set<T>();
  readonly #processing = new Set<T>();
  #takers: ((item: T | undefined) => void)[] = [];
  #shuttingDown = false;
  #idle: (() => void)[] = [];
  protected readonly observer: QueueObserver<T> | undefined;

  constructor(opts: WorkQueueOptions<T> = {}) {
    this.observer = opts.observer;
  }

  /** Keys that are ready to be taken. */
  get length(): number {
    return this.#queue.length - this.#head;
  }

  get isShuttingDown(): boolean {
    return this.#shuttingDown;
  }

  /** Does nothing once the queue shuts down. */
  add(item: T): void {
    if (this.#shuttingDown || this.#dirty.has(item)) return;
    this.#dirty.add(item);
    this.observer?.added(item);
    if (!this.#processing.has(item)) this.#push(item);
  }

  /**
   * Takes the next key; whoever takes it says `done` when its work is over. undefined: the queue has shut down and is
   * empty. @throws the signal's reason
   */
  async get(opts: { readonly signal?: AbortSignal } = {}): Promise<T | undefined> {
    const { signal } = opts;
    signal?.throwIfAborted();
    if (this.length > 0) return this.#take();
    if (this.#shuttingDown) return undefined;
    return new Promise((resolve, reject) => {
      const taker = (item: T | undefined): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve(item);
      };
      const onAbort = (): void => {
        this.#takers = this.#takers.filter((one) => one !== taker);
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#takers.push(taker);
    });
  }

  /** The work on a key is over. If it was added meanwhile, it is ready again. */
  done(item: T): void {
    this.observer?.done(item);
    this.#processing.delete(item);
    if (this.#dirty.has(item)) this.#push(item);
    else if (this.#processing.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Takes no more keys. Those that wait are still given out; then `get` gives undefined. */
  shutDown(): void {
    this.#shuttingDown = true;
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }

  /** Shuts down and waits until everything that was taken is done. */
  async shutDownWithDrain(): Promise<void> {
    this.shutDown();
    while (this.#processing.size > 0 || this.length > 0) {
      await new Promise<void>((resolve) => this.#idle.push(resolve));
    }
  }

  #push(item: T): void {
    this.#queue.push(item);
    this.#takers.shift()?.(this.#take());
  }

  #take(): T {
    const item = this.#queue[this.#head++]!;
    if (this.#head > 1000 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    this.#dirty.delete(item);
    this.#processing.add(item);
    this.observer?.taken(item);
    return item;
  }
}
