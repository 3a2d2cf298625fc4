import { context, propagation } from "@opentelemetry/api";

/**
 * The headers that carry the trace which is under way to the server, such as `traceparent`. None unless the process has
 * registered a propagator with OpenTelemetry.
 */
export function traceHeaders(): { readonly [name: string]: string } {
  const headers: { [name: string]: string } = {};
  propagation.inject(context.active(), headers);
  return headers;
}
