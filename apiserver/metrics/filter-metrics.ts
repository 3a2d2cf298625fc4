import type { Histogram, HistogramSeries } from "./instruments.js";
import type { MetricsRegistry } from "./registry.js";

const SECONDS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 5, 10, 15, 30];

const known = new WeakMap<MetricsRegistry, Histogram>();

/**
 * How long a filter kept requests before it passed them on. One metric of all filters, so whoever comes first registers it.
 * @see kubernetes/apiserver pkg/endpoints/filterlatency/filterlatency.go
 */
export function filterDuration(registry: MetricsRegistry, filter: string): HistogramSeries {
  let histogram = known.get(registry);
  if (histogram === undefined) {
    histogram = registry.histogram({
      name: "apiserver_request_filter_duration_seconds",
      help: "[ALPHA] Request filter latency distribution in seconds, for each filter type",
      labels: ["filter"],
      bounds: SECONDS,
    });
    known.set(registry, histogram);
  }
  return histogram.with(filter);
}
