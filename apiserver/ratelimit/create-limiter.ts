import {
  AdaptiveLimiter,
  FixedWindowLimiter,
  LeakyBucketLimiter,
  SlidingWindowLimiter,
  TokenBucketLimiter,
  type RateLimiter,
} from "../../apimachinery/ratelimit/index.js";
import { formatDuration } from "../../apimachinery/scalars/index.js";
import type { RateLimitAlgorithm } from "./types.js";

export function createLimiter(algorithm: RateLimitAlgorithm): RateLimiter {
  switch (algorithm.type) {
    case "fixedWindow":
      return new FixedWindowLimiter(algorithm.options);
    case "slidingWindow":
      return new SlidingWindowLimiter(algorithm.options);
    case "leakyBucket":
      return new LeakyBucketLimiter(algorithm.options);
    case "tokenBucket":
      return new TokenBucketLimiter(algorithm.options);
    case "adaptive":
      return new AdaptiveLimiter(algorithm.options);
  }
}

/** The limit in words, for those who have reached it: `10 requests a second, 20 at once`. */
export function describeLimit(algorithm: RateLimitAlgorithm): string {
  switch (algorithm.type) {
    case "fixedWindow":
    case "slidingWindow":
      return `${algorithm.options.limit} requests in ${formatDuration(BigInt(Math.round(algorithm.options.windowMs * 1e6)))}`;
    case "leakyBucket":
      return `${algorithm.options.ratePerSecond} requests a second, ${algorithm.options.capacity} at once`;
    case "tokenBucket":
      return `${algorithm.options.qps} requests a second, ${algorithm.options.burst} at once`;
    case "adaptive":
      return `${algorithm.options.floorPerSecond} to ${algorithm.options.ceilingPerSecond} requests a second, by the server's load`;
  }
}
