/** Queues of keys to work on, for controllers. */
export { DelayingQueue, type DelayingQueueOptions } from "./delaying-queue.js";
export { processQueue, type ProcessQueueOptions } from "./process-queue.js";
export {
  BucketRateLimiter,
  defaultControllerRateLimiter,
  ExponentialFailureRateLimiter,
  MaxOfRateLimiter,
  type ItemRateLimiter,
} from "./rate-limiters.js";
export { RateLimitingQueue, type RateLimitingQueueOptions } from "./rate-limiting-queue.js";
export { WorkQueue, type QueueObserver, type WorkQueueOptions } from "./work-queue.js";
