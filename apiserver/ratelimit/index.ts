/** Plain limits on requests, by rules of a file; see docs/rate-limits.md. */
export { LoadMeter, type ProcessLoad } from "./load-meter.js";
export { parseRateLimitConfig } from "./parse-config.js";
export { RateLimitMetrics } from "./rate-limit-metrics.js";
export { RateLimits, type RateLimitObserver, type RateLimitRefusal } from "./rate-limits.js";
export type { LimitedRequest } from "./match.js";
export type { RateLimitConfiguration, RateLimitRule } from "./types.js";
