/** Plain limits on requests, by rules of a file; see docs/rate-limits.md. */
export { createLimiter } from "./create-limiter.js";
export { LoadMeter, type ProcessLoad } from "./load-meter.js";
export { parseAlgorithm } from "./parse-algorithm.js";
export { parseRateLimitConfig } from "./parse-config.js";
export { RateLimitMetrics } from "./rate-limit-metrics.js";
export { RateLimits, type RateLimitObserver, type RateLimitRefusal } from "./rate-limits.js";
export type { LimitedRequest } from "./match.js";
export type { RateLimitAlgorithm, RateLimitConfiguration, RateLimitKey, RateLimitRule } from "./types.js";
