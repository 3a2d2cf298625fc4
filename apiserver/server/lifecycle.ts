/** Something that happens once. */
export class Latch {
  readonly name: string;
  readonly reached: Promise<void>;
  #done = false;
  #resolve!: () => void;

  constructor(name: string) {
    this.name = name;
    this.reached = new Promise((resolve) => (this.#resolve = resolve));
  }

  get done(): boolean {
    return this.#done;
  }

  signal(): void {
    this.#done = true;
    this.#resolve();
  }
}

/**
 * Where a server is in its life. In order: all paths installed, ready once, shutdown initiated, no new requests taken,
 * requests under way answered.
 * @see kubernetes/apiserver pkg/server/lifecycle_signals.go
 */
export class Lifecycle {
  readonly muxComplete = new Latch("MuxAndDiscoveryComplete");
  readonly hasBeenReady = new Latch("HasBeenReady");
  readonly shutdownInitiated = new Latch("ShutdownInitiated");
  readonly notAcceptingNewRequests = new Latch("NotAcceptingNewRequest");
  readonly inFlightDrained = new Latch("InFlightRequestsDrained");
}

/** Counts work under way, and refuses new work once somebody waits for its end. */
export class WaitGroup {
  #count = 0;
  #waiting: Latch | undefined;

  get count(): number {
    return this.#count;
  }

  /** False once `wait` was called. Call `done` exactly once after true. */
  tryAdd(): boolean {
    if (this.#waiting !== undefined) return false;
    this.#count++;
    return true;
  }

  done(): void {
    this.#count--;
    if (this.#count === 0) this.#waiting?.signal();
  }

  wait(): Promise<void> {
    if (this.#waiting === undefined) {
      this.#waiting = new Latch("drained");
      if (this.#count === 0) this.#waiting.signal();
    }
    return this.#waiting.reached;
  }
}
