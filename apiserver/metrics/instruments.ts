/**
 * Counters, gauges and histograms whose series are looked up once and then cost one addition. prom-client hashes all
 * labels at every observation (0.75 µs each, four of them for a request) and takes longest of all libraries to load.
 */

/** Label values of one series, in the order of the instrument's label names. */
export type LabelValues = readonly string[];

export interface InstrumentOptions {
  readonly name: string;
  /** Starts with the stability in brackets, as upstream's: `[STABLE] …`. */
  readonly help: string;
  readonly labels?: readonly string[];
}

/** What the text format needs of an instrument. */
export interface Instrument {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary";
  readonly hasLabels: boolean;
  /** Counts begin at zero again; gauges, which say what is now, stay as they are. */
  restart(): void;
  with(...values: LabelValues): unknown;
  /** Lines of the text format, without the HELP and TYPE comments. */
  lines(): Iterable<string>;
}

interface Entry<Series> {
  readonly labels: string;
  readonly sortKey: string;
  readonly series: Series;
}

abstract class Family<Series> {
  readonly name: string;
  readonly help: string;
  readonly #labels: readonly string[];
  // Labels are shown by name, whatever the order is in which they are given.
  readonly #shown: readonly number[];
  readonly #series = new Map<string, Entry<Series>>();

  constructor(opts: InstrumentOptions) {
    this.name = opts.name;
    this.help = opts.help;
    const labels = (this.#labels = opts.labels ?? []);
    this.#shown = labels.map((_, i) => i).sort((a, b) => compare(labels[a]!, labels[b]!));
  }

  get hasLabels(): boolean {
    return this.#labels.length > 0;
  }

  /** The series with these label values, made at first sight. Keep it where it is used often. */
  with(...values: LabelValues): Series {
    // One label is its own key: on the way of every request, a text need not be made.
    const key = values.length === 1 ? values[0]! : values.join("\u0000");
    let entry = this.#series.get(key);
    if (entry === undefined) {
      if (values.length !== this.#labels.length) {
        throw new Error(`metric ${this.name}: ${values.length} label values for ${this.#labels.length} labels`);
      }
      const labels = this.#shown.map((i) => `${this.#labels[i]}="${escapeLabel(values[i]!)}"`).join(",");
      const sortKey = this.#shown.map((i) => values[i]!).join("\u0000");
      this.#series.set(key, (entry = { labels, sortKey, series: this.newSeries() }));
    }
    return entry.series;
  }

  restart(): void {
    for (const { series } of this.#series.values()) this.restartSeries(series);
  }

  /** Forgets all series. */
  reset(): void {
    this.#series.clear();
  }

  /** In the order of their label values. */
  protected entries(): Iterable<Entry<Series>> {
    return [...this.#series.values()].sort((a, b) => compare(a.sortKey, b.sortKey));
  }

  protected abstract newSeries(): Series;
  /** In place: series are kept where they are used. */
  protected abstract restartSeries(series: Series): void;
}

export class CounterSeries {
  value = 0;
  inc(by = 1): void {
    this.value += by;
  }
}

export class Counter extends Family<CounterSeries> implements Instrument {
  readonly type = "counter";
  *lines(): Iterable<string> {
    for (const { labels, series } of this.entries()) yield line(this.name, labels, series.value);
  }
  protected newSeries(): CounterSeries {
    return new CounterSeries();
  }
  protected restartSeries(series: CounterSeries): void {
    series.value = 0;
  }
}

export class GaugeSeries {
  value = 0;
  set(value: number): void {
    this.value = value;
  }
  add(by: number): void {
    this.value += by;
  }
}

export class Gauge extends Family<GaugeSeries> implements Instrument {
  readonly type = "gauge";
  *lines(): Iterable<string> {
    for (const { labels, series } of this.entries()) yield line(this.name, labels, series.value);
  }
  protected newSeries(): GaugeSeries {
    return new GaugeSeries();
  }
  protected restartSeries(): void {
    // What is under way ends later and is taken off then.
  }
}

export class HistogramSeries {
  readonly bounds: readonly number[];
  /** One more than bounds; not cumulative. */
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    let i = 0;
    while (i < this.bounds.length && value > this.bounds[i]!) i++;
    this.counts[i]! += 1;
    this.sum += value;
  }
}

export class Histogram extends Family<HistogramSeries> implements Instrument {
  readonly type = "histogram";
  readonly #bounds: readonly number[];

  /** `bounds` ascend; `+Inf` is implied. */
  constructor(opts: InstrumentOptions & { readonly bounds: readonly number[] }) {
    super(opts);
    this.#bounds = opts.bounds;
  }

  *lines(): Iterable<string> {
    for (const { labels, series } of this.entries()) {
      const prefix = labels === "" ? "" : `${labels},`;
      let count = 0;
      for (let i = 0; i < series.counts.length; i++) {
        count += series.counts[i]!;
        const bound = i < this.#bounds.length ? numberText(this.#bounds[i]!) : "+Inf";
        yield line(`${this.name}_bucket`, `${prefix}le="${bound}"`, count);
      }
      yield line(`${this.name}_sum`, labels, series.sum);
      yield line(`${this.name}_count`, labels, count);
    }
  }

  protected newSeries(): HistogramSeries {
    return new HistogramSeries(this.#bounds);
  }

  protected restartSeries(series: HistogramSeries): void {
    series.counts.fill(0);
    series.sum = 0;
  }
}

const QUANTILES = [0.5, 0.9, 0.99];
const REMEMBERED = 1024;

/** Knows the last observations; count and sum are of all. */
export class SummarySeries {
  readonly #last = new Float64Array(REMEMBERED);
  count = 0;
  sum = 0;

  observe(value: number): void {
    this.#last[this.count++ % REMEMBERED] = value;
    this.sum += value;
  }

  /** NaN before the first observation. */
  quantile(part: number): number {
    const known = this.#last.slice(0, Math.min(this.count, REMEMBERED)).sort();
    return known[Math.min(known.length - 1, Math.floor(part * known.length))] ?? NaN;
  }
}

export class Summary extends Family<SummarySeries> implements Instrument {
  readonly type = "summary";
  *lines(): Iterable<string> {
    for (const { labels, series } of this.entries()) {
      const prefix = labels === "" ? "" : `${labels},`;
      for (const part of QUANTILES) yield line(this.name, `${prefix}quantile="${part}"`, series.quantile(part));
      yield line(`${this.name}_sum`, labels, series.sum);
      yield line(`${this.name}_count`, labels, series.count);
    }
  }
  protected newSeries(): SummarySeries {
    return new SummarySeries();
  }
  protected restartSeries(series: SummarySeries): void {
    series.count = 0;
    series.sum = 0;
  }
}

function line(name: string, labels: string, value: number): string {
  return labels === "" ? `${name} ${numberText(value)}` : `${name}{${labels}} ${numberText(value)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As Go's shortest form: exponents below -4 and from 6 on are written, with two digits. */
function numberText(value: number): string {
  if (value === Infinity) return "+Inf";
  if (value === -Infinity) return "-Inf";
  const size = Math.abs(value);
  if (Number.isNaN(value) || size === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"\n]/g, (char) => (char === "\n" ? "\\n" : `\\${char}`));
}
