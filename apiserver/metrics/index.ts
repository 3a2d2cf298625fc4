/** What `/metrics` shows. */
export {
  Counter,
  Gauge,
  Histogram,
  type CounterSeries,
  type GaugeSeries,
  type HistogramSeries,
  type InstrumentOptions,
} from "./instruments.js";
export { EndpointMetrics, type WatchEventSeries } from "./endpoint-metrics.js";
export { ProcessMetrics } from "./process-metrics.js";
export { METRICS_CONTENT_TYPE, MetricsRegistry } from "./registry.js";
export { RequestMetrics, type ObservedRequest } from "./request-metrics.js";
