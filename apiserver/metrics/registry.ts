import { Counter, Gauge, Histogram, Summary, type Instrument, type InstrumentOptions } from "./instruments.js";

export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

/** The metrics of one server process, in the order of their names when printed. */
export class MetricsRegistry {
  readonly #instruments = new Map<string, Instrument>();
  readonly #beforeScrape: (() => void | Promise<void>)[] = [];

  counter(opts: InstrumentOptions): Counter {
    return this.#add(new Counter(opts));
  }

  gauge(opts: InstrumentOptions): Gauge {
    return this.#add(new Gauge(opts));
  }

  /** @param opts.bounds - upper bounds of the buckets, ascending, without `+Inf`. */
  histogram(opts: InstrumentOptions & { readonly bounds: readonly number[] }): Histogram {
    return this.#add(new Histogram(opts));
  }

  /** Shows quantiles of what was observed of late. */
  summary(opts: InstrumentOptions): Summary {
    return this.#add(new Summary(opts));
  }

  /** Help texts of all metrics; the stability stands at their beginning. */
  helpTexts(): string[] {
    return [...this.#instruments.values()].map(({ help }) => help);
  }

  /** Counts of all metrics begin at zero again. */
  restart(): void {
    for (const instrument of this.#instruments.values()) instrument.restart();
  }

  /** Runs before each scrape, to set gauges that are not worth keeping up to date all the time. */
  beforeScrape(update: () => void | Promise<void>): void {
    this.#beforeScrape.push(update);
  }

  /** All metrics in Prometheus' text format. */
  async text(): Promise<string> {
    await Promise.all(this.#beforeScrape.map((update) => update()));
    const names = [...this.#instruments.keys()].sort();
    const blocks = names.map((name) => {
      const instrument = this.#instruments.get(name)!;
      const lines = [...instrument.lines()];
      if (lines.length === 0) return "";
      const help = instrument.help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
      return `# HELP ${name} ${help}\n# TYPE ${name} ${instrument.type}\n${lines.join("\n")}\n`;
    });
    return blocks.join("");
  }

  #add<T extends Instrument>(instrument: T): T {
    if (this.#instruments.has(instrument.name)) throw new Error(`metric ${instrument.name} is registered already`);
    this.#instruments.set(instrument.name, instrument);
    // As upstream's library: what has no labels is there from the start, at zero.
    if (!instrument.hasLabels) instrument.with();
    return instrument;
  }
}
