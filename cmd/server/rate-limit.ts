import { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import {
  LoadMeter,
  RateLimitMetrics,
  RateLimits,
  type ProcessLoad,
  type RateLimitConfiguration,
} from "../../apiserver/ratelimit/index.js";
import { withRateLimit, type Filter, type GenericAPIServer } from "../../apiserver/server/index.js";

// How often adaptive rules look at the load.
const REPORT_PERIOD_MS = 1_000;
// What the monitor itself waits between two looks; it reports that beside the delay.
const LOOP_RESOLUTION_MS = 10;

export interface RateLimit {
  readonly filter: Filter;
  addTo(server: GenericAPIServer): void;
}

/** The limits of `--rate-limit-config`. */
export function createRateLimit(
  config: RateLimitConfiguration,
  { registry, clock }: { readonly registry: MetricsRegistry; readonly clock: Clock },
): RateLimit {
  const metrics = new RateLimitMetrics(registry);
  const limits = new RateLimits(config, { observer: metrics });
  metrics.follow(limits);
  if (!limits.adapts) return { filter: withRateLimit({ limits, clock }), addTo: () => undefined };
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  const meter = new LoadMeter(processLoad(delay));
  return {
    filter: withRateLimit({ limits, clock, meter }),
    addTo: (server) =>
      server.addPostStartHook("adaptive-rate-limits", ({ signal }) => {
        delay.enable();
        void reportLoad(limits, meter, clock, signal).finally(() => delay.disable());
        return Promise.resolve();
      }),
  };
}

async function reportLoad(limits: RateLimits, meter: LoadMeter, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(REPORT_PERIOD_MS, { signal }).catch(() => undefined);
    limits.report(meter.take());
  }
}

function processLoad(delay: ReturnType<typeof monitorEventLoopDelay>): ProcessLoad {
  return {
    loopDelayMs: () => {
      const ms = Math.max(0, delay.percentile(99) / 1e6 - LOOP_RESOLUTION_MS);
      delay.reset();
      return ms;
    },
    memory: () => {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      return used / limit;
    },
  };
}
