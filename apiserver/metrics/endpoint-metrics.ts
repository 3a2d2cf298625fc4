import type { Counter, CounterSeries, Histogram, HistogramSeries } from "./instruments.js";
import type { MetricsRegistry } from "./registry.js";

interface Resource {
  readonly group: string;
  readonly resource: string;
}

const BODY_BOUNDS = Array.from({ length: 31 }, (_, i) => 50_000 + 100_000 * i);
const EVENT_BOUNDS = [1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072];

/**
 * What handlers of resources report, with upstream's names and labels.
 * @see kubernetes/apiserver pkg/endpoints/metrics/metrics.go, pkg/endpoints/handlers/metrics/metrics.go
 */
export class EndpointMetrics {
  readonly #bodies: Histogram;
  readonly #events: Counter;
  readonly #eventSizes: Histogram;

  constructor(registry: MetricsRegistry) {
    this.#bodies = registry.histogram({
      name: "apiserver_request_body_size_bytes",
      help: "[ALPHA] Apiserver request body size in bytes broken out by resource and verb.",
      labels: ["resource", "verb", "group"],
      bounds: BODY_BOUNDS,
    });
    const labels = ["group", "version", "resource"];
    this.#events = registry.counter({
      name: "apiserver_watch_events_total",
      help: "[ALPHA] Number of events sent in watch clients",
      labels,
    });
    this.#eventSizes = registry.histogram({
      name: "apiserver_watch_events_sizes",
      help: "[ALPHA] Watch event size distribution in bytes",
      labels,
      bounds: EVENT_BOUNDS,
    });
  }

  /** @param verb - of the request's info */
  observeBody({ group, resource }: Resource, verb: string, bytes: number): void {
    this.#bodies.with(resource, verb === "deletecollection" ? "delete_collection" : verb, group).observe(bytes);
  }

  /** Looked up once for each watch. */
  watchEvents({ group, resource }: Resource, version: string): WatchEventSeries {
    const labels = [group, version, resource];
    return new WatchEventSeries(this.#events.with(...labels), this.#eventSizes.with(...labels));
  }
}

export class WatchEventSeries {
  readonly #count: CounterSeries;
  readonly #sizes: HistogramSeries;

  constructor(count: CounterSeries, sizes: HistogramSeries) {
    this.#count = count;
    this.#sizes = sizes;
  }

  sent(bytes: number): void {
    this.#count.inc();
    this.#sizes.observe(bytes);
  }
}
