/** The classic limits on how much may happen in a time, behind one interface. */
export { AdaptiveLimiter, type AdaptiveOptions, type LoadSignal } from "./adaptive.js";
export { FixedWindowLimiter, type WindowOptions } from "./fixed-window.js";
export { LeakyBucketLimiter, type LeakyBucketOptions } from "./leaky-bucket.js";
export type { Acquisition, RateLimiter } from "./limiter.js";
export { SlidingWindowLimiter, type SlidingWindowOptions } from "./sliding-window.js";
export { TokenBucketLimiter, type TokenBucketOptions } from "./token-bucket.js";
