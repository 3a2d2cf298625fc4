import type { Clock } from "../../apimachinery/clock/index.js";
import type { Service } from "../../apis/core/v1/types.js";
import { SERVICE_NAME, type ServiceObjects } from "./api.js";
import type { EndpointReconciler } from "./endpoint-reconciler.js";
import { newService, type ServiceSettings } from "./objects.js";

// A lease lives for 15 s, so one renewal may fail.
const PERIOD_MS = 10_000;
// A store that does not answer must not hold up a stop for ever.
const LEAVE_TIMEOUT_MS = 2 * PERIOD_MS;

export interface KubernetesServiceDeps {
  readonly objects: ServiceObjects;
  /** undefined: nobody keeps the endpoints. */
  readonly reconciler: EndpointReconciler | undefined;
  readonly settings: ServiceSettings;
  readonly clock: Clock;
  readonly onError: (what: string, err: unknown) => void;
}

/**
 * Keeps the `kubernetes` Service, by which everything in a cluster finds the API, and its endpoints.
 * @see kubernetes pkg/controlplane/controller/kubernetesservice
 */
export class KubernetesService {
  readonly #deps: KubernetesServiceDeps;
  readonly #left = new AbortController();

  constructor(deps: KubernetesServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Makes the Service where it is missing, and takes away what an earlier run of this server has left: until it is ready,
   * nobody is to be sent here. Errors are left to the rounds of `run`.
   */
  async prepare(signal: AbortSignal): Promise<void> {
    const { reconciler, onError } = this.#deps;
    try {
      await this.#ensureService(signal);
      await reconciler?.withdraw({ signal });
    } catch (err) {
      if (!signal.aborted) onError("cannot prepare the kubernetes Service", err);
    }
  }

  /** Puts everything right now and every ten seconds, until the signal aborts or `leave` is called. */
  async run(signal: AbortSignal): Promise<void> {
    const { reconciler, clock, onError } = this.#deps;
    const ended = AbortSignal.any([signal, this.#left.signal]);
    while (!ended.aborted) {
      try {
        await this.#ensureService(ended);
        await reconciler?.reconcile({ signal: ended });
      } catch (err) {
        if (!ended.aborted) onError("cannot keep the kubernetes Service", err);
      }
      await clock.sleep(PERIOD_MS, { signal: ended }).catch(() => undefined);
    }
  }

  /** Ends `run`, and takes this server out of the endpoints so that no new client comes here. */
  async leave(): Promise<void> {
    const { reconciler, clock, onError } = this.#deps;
    this.#left.abort(new Error("the server is shutting down"));
    if (reconciler === undefined) return;
    const late = new AbortController();
    const timer = clock.setTimeout(() => late.abort(new Error("the store did not answer in time")), LEAVE_TIMEOUT_MS, {
      unref: true,
    });
    try {
      await reconciler.leave({ signal: late.signal });
    } catch (err) {
      onError("cannot leave the endpoints of the kubernetes Service", err);
    } finally {
      timer.cancel();
    }
  }

  async #ensureService(signal: AbortSignal): Promise<void> {
    const { objects, settings } = this.#deps;
    const change = (current: unknown): Service | undefined =>
      current === undefined ? newService(settings) : undefined;
    await objects.services.apply(SERVICE_NAME, change, { signal });
  }
}
