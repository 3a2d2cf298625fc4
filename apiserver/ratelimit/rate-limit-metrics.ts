import type { Counter, MetricsRegistry } from "../metrics/index.js";
import type { RateLimitObserver, RateLimits } from "./rate-limits.js";

/** What the rules decide, in `/metrics`. */
export class RateLimitMetrics implements RateLimitObserver {
  readonly #registry: MetricsRegistry;
  readonly #requests: Counter;

  constructor(registry: MetricsRegistry) {
    this.#registry = registry;
    this.#requests = registry.counter({
      name: "kindsmith_rate_limit_requests_total",
      help: "[ALPHA] Requests that a rule of the rate limit configuration has counted, by whether it let them in.",
      labels: ["rule", "decision"],
    });
  }

  decided(rule: string, admitted: boolean): void {
    this.#requests.with(rule, admitted ? "admitted" : "refused").inc();
  }

  /** Shows also what `limits` keeps. */
  follow(limits: RateLimits): void {
    const keys = this.#registry.gauge({
      name: "kindsmith_rate_limit_keys",
      help: "[ALPHA] Users, namespaces or addresses that a rule keeps in memory.",
      labels: ["rule"],
    });
    const rates = this.#registry.gauge({
      name: "kindsmith_rate_limit_adaptive_rate",
      help: "[ALPHA] Requests a second that an adaptive rule allows each key now.",
      labels: ["rule"],
    });
    this.#registry.beforeScrape(() => {
      for (const { rule, keys: count, ratePerSecond } of limits.state()) {
        keys.with(rule).set(count);
        if (ratePerSecond !== undefined) rates.with(rule).set(ratePerSecond);
      }
    });
  }
}
