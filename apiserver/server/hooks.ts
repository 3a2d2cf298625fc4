import { setMaxListeners } from "node:events";
import { Latch } from "./lifecycle.js";
import type { Logger } from "./logging/index.js";

/** Work of a start or a stop. `signal` is aborted when the server has stopped serving. */
export type LifecycleHook = (opts: { readonly signal: AbortSignal }) => Promise<void>;

/** What other parts of a server do after it began to listen and before it stops. */
export class LifecycleHooks {
  readonly #postStart = new Map<string, { readonly run: LifecycleHook; readonly ended: Latch }>();
  readonly #preShutdown = new Map<string, LifecycleHook>();

  /** Returns what tells that the hook has ended. @throws Error when the name is taken. */
  addPostStart(name: string, run: LifecycleHook): Latch {
    if (this.#postStart.has(name)) throw new Error(`post-start hook ${name} is registered already`);
    const ended = new Latch(name);
    this.#postStart.set(name, { run, ended });
    return ended;
  }

  addPreShutdown(name: string, run: LifecycleHook): void {
    this.#preShutdown.set(name, run);
  }

  /** Runs them beside each other. @throws Error naming the first hook that failed, unless the server is stopping. */
  async runPostStart(signal: AbortSignal): Promise<void> {
    // Hooks listen for as long as the server lives.
    setMaxListeners(0, signal);
    await Promise.all(
      [...this.#postStart].map(async ([name, { run, ended }]) => {
        try {
          await run({ signal });
          ended.signal();
        } catch (err) {
          if (!signal.aborted) throw new Error(`post-start hook ${name} failed`, { cause: err });
        }
      }),
    );
  }

  /** A stop goes on whatever they do. */
  async runPreShutdown(signal: AbortSignal, logger: Logger): Promise<void> {
    await Promise.all(
      [...this.#preShutdown].map(([name, run]) =>
        run({ signal }).catch((err: unknown) => logger.error(`pre-shutdown hook ${name} failed`, err)),
      ),
    );
  }
}
