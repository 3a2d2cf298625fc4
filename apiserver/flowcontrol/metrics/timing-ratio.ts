import type { HistogramSeries } from "../../metrics/index.js";

/**
 * A ratio whose histogram shows how long it stood where: every nanosecond counts as one observation.
 * @see kubernetes/component-base metrics/prometheusextension/timing_histogram.go
 */
export class TimingRatio {
  readonly #series: HistogramSeries;
  #numerator = 0;
  #denominator: number;
  #sinceNs: number;

  constructor(series: HistogramSeries, denominator: number, nowNs: number) {
    this.#series = series;
    this.#denominator = denominator;
    this.#sinceNs = nowNs;
  }

  add(by: number, nowNs: number): void {
    this.observe(nowNs);
    this.#numerator += by;
  }

  set(numerator: number, nowNs: number): void {
    this.observe(nowNs);
    this.#numerator = numerator;
  }

  setDenominator(denominator: number, nowNs: number): void {
    this.observe(nowNs);
    this.#denominator = denominator;
  }

  /** Counts the time since the last change. */
  observe(nowNs: number): void {
    const elapsed = nowNs - this.#sinceNs;
    this.#sinceNs = nowNs;
    if (elapsed <= 0) return;
    const ratio = this.#denominator === 0 ? 0 : this.#numerator / this.#denominator;
    const { bounds, counts } = this.#series;
    let i = 0;
    while (i < bounds.length && ratio > (bounds[i] ?? Infinity)) i++;
    counts[i] = (counts[i] ?? 0) + elapsed;
    this.#series.sum += ratio * elapsed;
  }
}
