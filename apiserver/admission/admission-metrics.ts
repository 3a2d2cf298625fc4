import type { Histogram, HistogramSeries, MetricsRegistry, Summary, SummarySeries } from "../metrics/index.js";
import type { AdmissionObserver } from "./chain.js";
import type { AdmissionOperation } from "./interface.js";
import type { AdmissionStep } from "./plugin-table.js";

const SECONDS = [0.005, 0.025, 0.1, 0.5, 1, 2.5];

/**
 * How long admission takes, under upstream's names.
 * @see kubernetes/apiserver pkg/admission/metrics/metrics.go
 */
export class AdmissionMetrics implements AdmissionObserver {
  readonly #plugins: Histogram;
  readonly #steps: Histogram;
  readonly #summaries: Summary;
  /** Series by the plug-in's name, and then by {@link slotOf}: looked up at every write, for every plug-in. */
  readonly #pluginSeries = new Map<string, (HistogramSeries | undefined)[]>();
  readonly #stepSeries: ({ readonly steps: HistogramSeries; readonly summary: SummarySeries } | undefined)[] = [];

  constructor(registry: MetricsRegistry) {
    this.#plugins = registry.histogram({
      name: "apiserver_admission_controller_admission_duration_seconds",
      help: "[STABLE] Admission controller latency histogram in seconds, identified by name and broken out for each operation and API resource and type (validate or admit).",
      labels: ["name", "operation", "rejected", "type"],
      bounds: SECONDS,
    });
    this.#steps = registry.histogram({
      name: "apiserver_admission_step_admission_duration_seconds",
      help: "[STABLE] Admission sub-step latency histogram in seconds, broken out for each operation and API resource and step type (validate or admit).",
      labels: ["operation", "rejected", "type"],
      bounds: SECONDS,
    });
    this.#summaries = registry.summary({
      name: "apiserver_admission_step_admission_duration_seconds_summary",
      help: "[ALPHA] Admission sub-step latency summary in seconds, broken out for each operation and API resource and step type (validate or admit).",
      labels: ["operation", "rejected", "type"],
    });
  }

  plugin(name: string, step: AdmissionStep, operation: AdmissionOperation, rejected: boolean, seconds: number): void {
    let series = this.#pluginSeries.get(name);
    if (series === undefined) this.#pluginSeries.set(name, (series = []));
    const slot = slotOf(step, operation, rejected);
    (series[slot] ??= this.#plugins.with(name, operation, String(rejected), step)).observe(seconds);
  }

  step(step: AdmissionStep, operation: AdmissionOperation, rejected: boolean, seconds: number): void {
    const slot = slotOf(step, operation, rejected);
    let series = this.#stepSeries[slot];
    if (series === undefined) {
      const labels = [operation, String(rejected), step];
      series = { steps: this.#steps.with(...labels), summary: this.#summaries.with(...labels) };
      this.#stepSeries[slot] = series;
    }
    series.steps.observe(seconds);
    series.summary.observe(seconds);
  }
}

const OPERATION_SLOTS: { readonly [operation in AdmissionOperation]: number } = {
  CREATE: 0,
  UPDATE: 4,
  DELETE: 8,
  CONNECT: 12,
};

function slotOf(step: AdmissionStep, operation: AdmissionOperation, rejected: boolean): number {
  return OPERATION_SLOTS[operation] + (step === "admit" ? 0 : 2) + (rejected ? 1 : 0);
}
