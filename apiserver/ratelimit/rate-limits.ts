import { AdaptiveLimiter, type LoadSignal, type RateLimiter } from "../../apimachinery/ratelimit/index.js";
import { createLimiter, describeLimit } from "./create-limiter.js";
import { matchesRequest, type LimitedRequest } from "./match.js";
import type { RateLimitConfiguration, RateLimitKey, RateLimitRule } from "./types.js";

/** Told of each decision, for metrics. */
export interface RateLimitObserver {
  decided(rule: string, admitted: boolean): void;
}

export interface RateLimitRefusal {
  readonly rule: string;
  /** The limit in words. */
  readonly limit: string;
  /** What the rule counts by, and which of these is too fast: `user "alice"`. */
  readonly counted: string;
  readonly waitMs: number;
}

interface ActiveRule {
  readonly rule: RateLimitRule;
  readonly limiter: RateLimiter;
}

/** The rules of a configuration with what they have counted. Pure: callers pass the time, as to the limiters. */
export class RateLimits {
  readonly #rules: readonly ActiveRule[];
  readonly #observer: RateLimitObserver | undefined;

  constructor(config: RateLimitConfiguration, deps: { readonly observer?: RateLimitObserver } = {}) {
    this.#rules = config.rules.map((rule) => ({ rule, limiter: createLimiter(rule.algorithm) }));
    this.#observer = deps.observer;
  }

  /** True when a rule follows the server's load, so that `report` must be called. */
  get adapts(): boolean {
    return this.#rules.some(({ limiter }) => limiter instanceof AdaptiveLimiter);
  }

  /**
   * Charges every rule that matches, in order, until one refuses. Those before it keep the charge: whoever is refused has
   * knocked all the same.
   */
  charge(request: LimitedRequest, nowMs: number): RateLimitRefusal | undefined {
    for (const { rule, limiter } of this.#rules) {
      const key = keyOf(rule.key, request);
      if (key === undefined || !matchesRequest(rule.match, request)) continue;
      const { admitted, waitMs } = limiter.tryAcquire(key, 1, nowMs);
      this.#observer?.decided(rule.name, admitted);
      if (admitted) continue;
      const limit = describeLimit(rule.algorithm);
      return { rule: rule.name, limit, counted: describeKey(rule.key, key), waitMs };
    }
    return undefined;
  }

  /** How the server feels, for the rules that follow it. */
  report(load: LoadSignal): void {
    for (const { limiter } of this.#rules) if (limiter instanceof AdaptiveLimiter) limiter.report(load);
  }

  /** What each rule keeps now; `ratePerSecond` for those that follow the load. */
  state(): readonly { readonly rule: string; readonly keys: number; readonly ratePerSecond: number | undefined }[] {
    return this.#rules.map(({ rule, limiter }) => ({
      rule: rule.name,
      keys: limiter.size,
      ratePerSecond: limiter instanceof AdaptiveLimiter ? limiter.ratePerSecond : undefined,
    }));
  }
}

/** undefined: the request has nothing to be counted by, as one outside namespaces for a rule by namespace. */
function keyOf(key: RateLimitKey, { requestInfo, user, remoteAddress }: LimitedRequest): string | undefined {
  switch (key) {
    case "user":
      return user.name;
    case "namespace":
      return requestInfo.namespace || undefined;
    case "clientAddress":
      return remoteAddress;
    case "server":
      return "";
  }
}

function describeKey(key: RateLimitKey, value: string): string {
  if (key === "server") return "the server";
  return `${key === "clientAddress" ? "client address" : key} ${JSON.stringify(value)}`;
}
