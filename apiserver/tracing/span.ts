import { context, isSpanContextValid, trace, type Attributes } from "@opentelemetry/api";
import { settle, type MaybePromise } from "../../apimachinery/promises/index.js";

export const INSTRUMENTATION = "kindsmith/apiserver";

/** Whether somebody has registered a tracer provider. Those who do so late find a server that does not trace. */
export function isTracing(): boolean {
  const probe = trace.getTracer(INSTRUMENTATION).startSpan("probe", { root: true });
  return isSpanContextValid(probe.spanContext());
}

/**
 * Does `work` within a span of its own, below the one of the request; outside of a request that is recorded, `work` alone.
 * @param attributes - asked only when there is a span to give them to.
 * @see kubernetes/component-base tracing/tracing.go, Start
 */
export function traced<T>(name: string, attributes: () => Attributes, work: () => Promise<T>): Promise<T>;
export function traced<T>(name: string, attributes: () => Attributes, work: () => MaybePromise<T>): MaybePromise<T>;
export function traced<T>(name: string, attributes: () => Attributes, work: () => MaybePromise<T>): MaybePromise<T> {
  const parent = trace.getActiveSpan();
  if (parent?.isRecording() !== true) return work();
  const span = trace.getTracer(INSTRUMENTATION).startSpan(name, { attributes: attributes() });
  const end = (value: T): T => {
    span.end();
    return value;
  };
  const fail = (err: unknown): never => {
    span.recordException(err as Error);
    span.end();
    throw err;
  };
  return context.with(trace.setSpan(context.active(), span), () => settle(work, undefined, end, fail));
}

/** Notes on the span that is under way, if there is one, that a step is reached. */
export function addEvent(name: string, attributes?: Attributes): void {
  trace.getActiveSpan()?.addEvent(name, attributes);
}
