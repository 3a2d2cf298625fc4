import { realClock, type Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Namespace } from "../../apis/core/v1/types.js";
import {
  ExponentialFailureRateLimiter,
  processQueue,
  RateLimitingQueue,
  type QueueObserver,
} from "../../client/workqueue/index.js";
import type { CallOptions, NamespaceApi } from "./api.js";
import { deletionConditions, describeRemaining } from "./conditions.js";
import { deleteContent } from "./delete-content.js";

const FINALIZER = "kubernetes";
// What servers may still let in, having not yet heard of the deletion, is there by then. As upstream.
const DEFAULT_GRACE_MS = 5_000;
// Failures, and finalizers that others have to take away, are looked at again after 5 s, then less and less often.
const RETRY = { baseMs: 5_000, maxMs: 60_000 };
const DEFAULT_CONCURRENCY = 10;

export interface NamespaceControllerOptions {
  readonly api: NamespaceApi;
  readonly clock?: Clock;
  /** How long a namespace rests between its deletion and that of its content; 0 where only this process serves it. */
  readonly graceMs?: number;
  readonly concurrency?: number;
  readonly queueObserver?: QueueObserver | undefined;
  /** Is told why a namespace is not done yet. Must not throw. */
  readonly onRetry?: (err: Error, namespace: string) => void;
}

/** Something in a namespace is not gone yet. */
class ContentRemains extends Error {
  constructor(namespace: string, left: string) {
    super(`namespace ${namespace} still has ${left}`);
    this.name = "ContentRemains";
  }
}

/**
 * Empties namespaces that are being deleted, and then takes their finalizer away, with which they vanish.
 * @see kubernetes pkg/controller/namespace/namespace_controller.go
 */
export class NamespaceController {
  readonly #api: NamespaceApi;
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #concurrency: number;
  readonly #onRetry: (err: Error, namespace: string) => void;
  readonly #queue: RateLimitingQueue;

  constructor(options: NamespaceControllerOptions) {
    this.#api = options.api;
    this.#clock = options.clock ?? realClock;
    this.#graceMs = options.graceMs ?? DEFAULT_GRACE_MS;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#onRetry = options.onRetry ?? (() => undefined);
    this.#queue = new RateLimitingQueue({
      clock: this.#clock,
      observer: options.queueObserver,
      rateLimiter: new ExponentialFailureRateLimiter(RETRY),
    });
  }

  /** Works until the signal aborts. @throws Error when namespaces can no longer be followed */
  async run(signal: AbortSignal): Promise<void> {
    const end = new AbortController();
    const onAbort = (): void => end.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      await Promise.all([this.#follow(end), this.#work(end.signal)]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async #follow(end: AbortController): Promise<void> {
    const { signal } = end;
    try {
      for await (const name of this.#api.changedNamespaces({ signal })) {
        const namespace = await this.#api.get(name, { signal });
        if (namespace?.metadata.deletionTimestamp != null) this.#queue.addAfter(name, this.#graceMs);
      }
    } catch (err) {
      if (!signal.aborted) throw err;
    } finally {
      // Without news there is nothing to work on.
      end.abort();
    }
  }

  #work(signal: AbortSignal): Promise<void> {
    return processQueue(this.#queue, {
      concurrency: this.#concurrency,
      handle: (name, opts) => this.#empty(name, opts),
      onError: this.#onRetry,
      signal,
    });
  }

  async #empty(name: string, opts: CallOptions): Promise<void> {
    const namespace = (await this.#api.get(name, opts)) as DeepReadonly<Namespace> | undefined;
    if (namespace?.metadata.deletionTimestamp == null || !hasFinalizer(namespace)) return;
    const content = await deleteContent(this.#api, name, opts);
    const { remaining, failures, waitSeconds } = content;
    if (remaining.length === 0 && failures.length === 0) {
      await this.#api.finalize(name, FINALIZER, opts);
      return;
    }
    const time = `${new Date(this.#clock.now()).toISOString().slice(0, 19)}Z`;
    const conditions = deletionConditions(content, namespace.status?.conditions ?? [], time);
    await this.#api.setConditions(name, conditions, opts);
    if (failures.length > 0) throw failures[0]!;
    // Half of the longest grace, as much may be gone before that.
    if (waitSeconds > 0) this.#queue.addAfter(name, (Math.floor(waitSeconds / 2) + 1) * 1000);
    else throw new ContentRemains(name, describeRemaining(remaining));
  }
}

function hasFinalizer(namespace: DeepReadonly<Namespace>): boolean {
  return namespace.spec?.finalizers?.includes(FINALIZER) === true;
}
