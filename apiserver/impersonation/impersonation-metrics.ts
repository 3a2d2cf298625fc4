import type { Counter, Histogram, MetricsRegistry } from "../metrics/index.js";

const SECONDS = Array.from({ length: 15 }, (_, i) => 0.001 * 2 ** i);

/**
 * Who acted as somebody else, by the mode that allowed it; refusals have none.
 * @see kubernetes/apiserver pkg/endpoints/filters/impersonation/metrics.go
 */
export class ImpersonationMetrics {
  readonly #attempts: Counter;
  readonly #attemptSeconds: Histogram;
  readonly #checks: Counter;
  readonly #checkSeconds: Histogram;

  constructor(registry: MetricsRegistry) {
    const labels = ["mode", "decision"];
    this.#attempts = registry.counter({
      name: "apiserver_impersonation_attempts_total",
      help: "[ALPHA] Total number of impersonation attempts split by mode and decision.",
      labels,
    });
    this.#attemptSeconds = registry.histogram({
      name: "apiserver_impersonation_attempts_duration_seconds",
      help: "[ALPHA] Latency of impersonation attempts in seconds split by mode and decision.",
      labels,
      bounds: SECONDS,
    });
    this.#checks = registry.counter({
      name: "apiserver_impersonation_authorization_attempts_total",
      help: "[ALPHA] Total number of authorization checks made by the impersonation handler split by mode and decision.",
      labels,
    });
    this.#checkSeconds = registry.histogram({
      name: "apiserver_impersonation_authorization_attempts_duration_seconds",
      help: "[ALPHA] Latency of authorization checks made by the impersonation handler in seconds split by mode and decision.",
      labels,
      bounds: SECONDS,
    });
  }

  attempted(mode: string, decision: "allowed" | "denied", seconds: number): void {
    this.#attempts.with(mode, decision).inc();
    this.#attemptSeconds.with(mode, decision).observe(seconds);
  }

  checked(mode: string, decision: "allowed" | "denied", seconds: number): void {
    this.#checks.with(mode, decision).inc();
    this.#checkSeconds.with(mode, decision).observe(seconds);
  }
}
