/** Spans of OpenTelemetry for requests and their steps. @see docs/tracing.md */
export { addEvent, INSTRUMENTATION, isTracing, traced } from "./span.js";
export { parseTracingConfig, type TracingConfiguration } from "./tracing-config.js";
