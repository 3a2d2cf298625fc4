/** What `/metrics` shows. */
export {
  Counter,
  Gauge,
  Histogram,
  type CounterSeries,
  type GaugeSeries,
  type HistogramSeries,
  Summary,
  type InstrumentOptions,
  type SummarySeries,
} from "./instruments.js";
export { EndpointMetrics, type WatchEventSeries } from "./endpoint-metrics.js";
export { filterDuration } from "./filter-metrics.js";
export { registerIdleMetrics } from "./idle-metrics.js";
export { countRegisteredMetrics } from "./registered-metrics.js";
export { observeProcess, ProcessMetrics } from "./process-metrics.js";
export { METRICS_CONTENT_TYPE, MetricsRegistry } from "./registry.js";
export { RequestMetrics, type ObservedRequest } from "./request-metrics.js";
