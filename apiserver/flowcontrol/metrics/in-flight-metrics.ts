import type { Clock } from "../../../apimachinery/clock/index.js";
import type { Gauge, Histogram, MetricsRegistry } from "../../metrics/index.js";
import { TimingRatio } from "./timing-ratio.js";

export type RequestKind = "readOnly" | "mutating";
export type Phase = "waiting" | "executing";

const RATIOS = [0, 0.001, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];
const KINDS: readonly RequestKind[] = ["readOnly", "mutating"];
const PHASES: readonly Phase[] = ["waiting", "executing"];
const READ_VERBS: ReadonlySet<string> = new Set(["get", "list", "watch"]);

/** Which of the two plain limits a request with this verb falls under. */
export function requestKind(verb: string): RequestKind {
  return READ_VERBS.has(verb) ? "readOnly" : "mutating";
}

/**
 * Requests of the whole server that run and that wait, those that read and those that write; the same metrics whether
 * priority and fairness or the plain limits decide.
 * @see kubernetes/apiserver pkg/server/filters/maxinflight.go, requestWatermark
 */
export class InFlightMetrics {
  readonly #clock: Clock;
  readonly #counts: Readonly<Record<Phase, Readonly<Record<RequestKind, Count>>>>;

  constructor(registry: MetricsRegistry, clock: Clock) {
    this.#clock = clock;
    const gauges: Readonly<Record<Phase, Gauge>> = {
      executing: registry.gauge({
        name: "apiserver_current_inflight_requests",
        help: "[STABLE] Maximal number of currently used inflight request limit of this apiserver per request kind in last second.",
        labels: ["request_kind"],
      }),
      waiting: registry.gauge({
        name: "apiserver_current_inqueue_requests",
        help: "[ALPHA] Maximal number of queued requests in this apiserver per request kind in last second.",
        labels: ["request_kind"],
      }),
    };
    const ratios = registry.histogram({
      name: "apiserver_flowcontrol_read_vs_write_current_requests",
      help: "EXPERIMENTAL: [ALPHA] Observations, at the end of every nanosecond, of the number of requests (as a fraction of the relevant limit) waiting or in regular stage of execution",
      labels: ["phase", "request_kind"],
      bounds: RATIOS,
    });
    const nowNs = this.#nowNs();
    const countsOf = (phase: Phase): Record<RequestKind, Count> => ({
      readOnly: newCount(ratios, phase, "readOnly", nowNs),
      mutating: newCount(ratios, phase, "mutating", nowNs),
    });
    this.#counts = { waiting: countsOf("waiting"), executing: countsOf("executing") };
    registry.beforeScrape(() => {
      const atNs = this.#nowNs();
      for (const phase of PHASES) {
        for (const kind of KINDS) {
          const count = this.#counts[phase][kind];
          count.ratio.observe(atNs);
          gauges[phase].with(kind).set(count.peak.over(secondOf(atNs), count.value));
        }
      }
    });
  }

  change(phase: Phase, kind: RequestKind, by: number): void {
    const nowNs = this.#nowNs();
    const count = this.#counts[phase][kind];
    // Before the change, which may be the end of the highest count of this second.
    count.peak.note(secondOf(nowNs), count.value);
    count.value += by;
    count.peak.note(secondOf(nowNs), count.value);
    count.ratio.add(by, nowNs);
  }

  /** How many requests of a kind the server takes in a phase. */
  setLimit(phase: Phase, kind: RequestKind, limit: number): void {
    this.#counts[phase][kind].ratio.setDenominator(Math.max(1, limit), this.#nowNs());
  }

  #nowNs(): number {
    return Math.round(this.#clock.monotonic() * 1e6);
  }
}

interface Count {
  value: number;
  readonly peak: PeakBySecond;
  readonly ratio: TimingRatio;
}

function newCount(ratios: Histogram, phase: Phase, kind: RequestKind, nowNs: number): Count {
  return { value: 0, peak: new PeakBySecond(), ratio: new TimingRatio(ratios.with(phase, kind), 1, nowNs) };
}

/** The highest value of this second and of the one before it. */
class PeakBySecond {
  #second = 0;
  #current = 0;
  #last = 0;

  note(second: number, value: number): void {
    if (second !== this.#second) {
      this.#last = second === this.#second + 1 ? this.#current : 0;
      this.#second = second;
      this.#current = 0;
    }
    if (value > this.#current) this.#current = value;
  }

  /** As of a time at which the value is `value`. */
  over(second: number, value: number): number {
    this.note(second, value);
    return Math.max(this.#last, this.#current);
  }
}

function secondOf(ns: number): number {
  return Math.floor(ns / 1e9);
}
