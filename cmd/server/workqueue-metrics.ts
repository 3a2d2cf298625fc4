import type { Clock } from "../../apimachinery/clock/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { QueueObserver } from "../../client/workqueue/index.js";

// Ten times as much each, with the rounding of a product of floats, which shows in the bounds' names.
const SECONDS = Array.from({ length: 9 }).reduce<number[]>((bounds) => [...bounds, bounds.at(-1)! * 10], [1e-8]);

/**
 * How the queues of the server's own controllers fill and empty, under upstream's names.
 * @see kubernetes/component-base metrics/prometheus/workqueue/metrics.go
 */
export class WorkQueueMetrics {
  readonly #registry: MetricsRegistry;
  readonly #clock: Clock;
  readonly #instruments: ReturnType<typeof instruments>;

  constructor(registry: MetricsRegistry, clock: Clock) {
    this.#registry = registry;
    this.#clock = clock;
    this.#instruments = instruments(registry);
  }

  observerOf(name: string): QueueObserver {
    const all = this.#instruments;
    const adds = all.adds.with(name);
    const depth = all.depth.with(name);
    const waits = all.waits.with(name);
    const works = all.works.with(name);
    const retries = all.retries.with(name);
    const [unfinished, longest] = [all.unfinished.with(name), all.longest.with(name)];
    const addedAt = new Map<string, number>();
    const takenAt = new Map<string, number>();
    const secondsSince = (ms: number): number => (this.#clock.monotonic() - ms) / 1000;
    this.#registry.beforeScrape(() => {
      const running = [...takenAt.values()].map(secondsSince);
      unfinished.set(running.reduce((total, seconds) => total + seconds, 0));
      longest.set(Math.max(0, ...running));
    });
    return {
      added: (key) => {
        adds.inc();
        addedAt.set(key, this.#clock.monotonic());
        depth.set(addedAt.size);
      },
      taken: (key) => {
        const now = this.#clock.monotonic();
        waits.observe(secondsSince(addedAt.get(key) ?? now));
        addedAt.delete(key);
        takenAt.set(key, now);
        depth.set(addedAt.size);
      },
      done: (key) => {
        const taken = takenAt.get(key);
        if (taken !== undefined) works.observe(secondsSince(taken));
        takenAt.delete(key);
      },
      retried: () => retries.inc(),
    };
  }
}

function instruments(registry: MetricsRegistry) {
  const labels = ["name"];
  return {
    adds: registry.counter({
      name: "workqueue_adds_total",
      help: "[BETA] Total number of adds handled by workqueue",
      labels,
    }),
    retries: registry.counter({
      name: "workqueue_retries_total",
      help: "[BETA] Total number of retries handled by workqueue",
      labels,
    }),
    depth: registry.gauge({ name: "workqueue_depth", help: "[BETA] Current depth of workqueue", labels }),
    unfinished: registry.gauge({
      name: "workqueue_unfinished_work_seconds",
      help: "[BETA] How many seconds of work has done that is in progress and hasn't been observed by work_duration. Large values indicate stuck threads. One can deduce the number of stuck threads by observing the rate at which this increases.",
      labels,
    }),
    longest: registry.gauge({
      name: "workqueue_longest_running_processor_seconds",
      help: "[BETA] How many seconds has the longest running processor for workqueue been running.",
      labels,
    }),
    waits: registry.histogram({
      name: "workqueue_queue_duration_seconds",
      help: "[BETA] How long in seconds an item stays in workqueue before being requested.",
      labels,
      bounds: SECONDS,
    }),
    works: registry.histogram({
      name: "workqueue_work_duration_seconds",
      help: "[BETA] How long in seconds processing an item from workqueue takes.",
      labels,
      bounds: SECONDS,
    }),
  };
}
