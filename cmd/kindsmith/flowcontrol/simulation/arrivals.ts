import type { Random } from "../../../../apimachinery/clock/index.js";
import { exponential } from "./random.js";
import type { Arrivals } from "./types.js";

export interface ArrivalOptions {
  readonly fromNs: number;
  readonly toNs: number;
  readonly random: Random;
  /** 0 to 1: how far into its period a constant pattern starts, so that clients do not all knock at once. */
  readonly phase: number;
}

type OpenArrivals = Exclude<Arrivals, { readonly pattern: "closed" }>;

/** The times (ns, rising) at which requests come that wait for nothing. Endless patterns end at `toNs`. */
export function* arrivalTimes(arrivals: OpenArrivals, opts: ArrivalOptions): Generator<number> {
  const { fromNs, toNs, random, phase } = opts;
  switch (arrivals.pattern) {
    case "constant": {
      const periodNs = 1e9 / arrivals.perSecond;
      // Multiplied, not added up, so that rounding does not pile up over hours.
      for (let i = 0; ; i++) {
        const atNs = Math.round(fromNs + (i + phase) * periodNs);
        if (atNs >= toNs) return;
        yield atNs;
      }
    }
    case "poisson": {
      const meanNs = 1e9 / arrivals.perSecond;
      for (let atNs = fromNs + exponential(random, meanNs); atNs < toNs; atNs += exponential(random, meanNs))
        yield Math.round(atNs);
      return;
    }
    case "burst":
      for (let burstNs = fromNs; burstNs < toNs; burstNs += arrivals.everyNs) {
        for (let i = 0; i < arrivals.size; i++) {
          const atNs = Math.round(burstNs + (i * arrivals.withinNs) / arrivals.size);
          if (atNs >= toNs) return;
          yield atNs;
        }
      }
  }
}
