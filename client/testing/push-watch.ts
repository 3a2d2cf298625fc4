import type { KubeObject } from "../../apimachinery/runtime/index.js";
import type { Watch, WatchEvent } from "../rest/index.js";

// A reader that is this far behind is cut off, as a server would.
const MAX_BUFFERED = 10_000;

/**
 * A watch that a program feeds. Events wait in a buffer until they are read; a reader that lets more than 10,000 gather
 * finds the watch ended without them. The signal makes the loop throw its reason.
 */
export class PushWatch<T = KubeObject> implements Watch<T> {
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: () => void;
  #buffer: WatchEvent<T>[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  /** `onEnd` is called once, when the watch ends for whatever reason. */
  constructor(opts: { readonly signal?: AbortSignal | undefined; readonly onEnd?: () => void } = {}) {
    this.#signal = opts.signal;
    this.#onEnd = opts.onEnd ?? (() => undefined);
    this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  get ended(): boolean {
    return this.#ended;
  }

  push(event: WatchEvent<T>): void {
    if (this.#ended) return;
    if (this.#buffer.length >= MAX_BUFFERED) {
      this.#buffer = [];
      this.stop();
      return;
    }
    this.#buffer.push(event);
    if (event.type === "ERROR") this.stop();
    this.#wake?.();
  }

  /** Ends the watch after what is in the buffer. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#onEnd();
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WatchEvent<T>, void, void> {
    try {
      for (;;) {
        this.#signal?.throwIfAborted();
        const event = this.#buffer.shift();
        if (event !== undefined) yield event;
        else if (this.#ended) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.stop();
    }
  }

  readonly #onAbort = (): void => this.stop();
}
