import { AdaptiveLimiter, type RateLimiter } from "../../../../apimachinery/ratelimit/index.js";
import { createLimiter, LoadMeter } from "../../../../apiserver/ratelimit/index.js";
import type { Arrival, Client, Gatekeeper } from "./gatekeeper.js";
import type { Contender } from "./types.js";
import type { VirtualClock } from "./virtual-clock.js";

const REPORT_PERIOD_MS = 1000;

type RateLimitContender = Extract<Contender, { readonly type: "rateLimit" }>;

/** One of the classic limiters: so many requests in a time, whatever the server is doing, and no waiting. */
export class RateLimit implements Gatekeeper {
  readonly #clock: VirtualClock;
  readonly #key: RateLimitContender["key"];
  readonly #limiter: RateLimiter;
  // Of what adaptive limits look at only the latency is there to be simulated.
  readonly #meter = new LoadMeter({ loopDelayMs: () => 0, memory: () => 0 });

  constructor({ key, algorithm }: RateLimitContender, clock: VirtualClock) {
    this.#clock = clock;
    this.#key = key;
    this.#limiter = createLimiter(algorithm);
    if (this.#limiter instanceof AdaptiveLimiter) this.#reportLater(this.#limiter);
  }

  arrive(arrival: Arrival): void {
    const { admitted, waitMs } = this.#limiter.tryAcquire(keyOf(this.#key, arrival.client), 1, this.#clock.monotonic());
    if (admitted) arrival.run();
    // Retry-After is in whole seconds.
    else arrival.refuse("rate", Math.max(1, Math.ceil(waitMs / 1000)) * 1000);
  }

  finished(_arrival: Arrival, latencyMs: number): void {
    this.#meter.observe(latencyMs);
  }

  #reportLater(limiter: AdaptiveLimiter): void {
    this.#clock.setTimeout(() => {
      limiter.report(this.#meter.take());
      this.#reportLater(limiter);
    }, REPORT_PERIOD_MS);
  }
}

function keyOf(key: RateLimitContender["key"], { digest }: Client): string {
  switch (key) {
    case "user":
      return digest.user.name;
    case "namespace":
      return digest.requestInfo.namespace;
    case "server":
      return "";
  }
}
