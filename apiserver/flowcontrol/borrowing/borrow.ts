import { computeConcurrencyAllocation } from "./concurrency-allocation.js";
import type { IntegratorResults } from "./integrator.js";
import type { SeatLimits } from "./seat-limits.js";

// Five minutes until half of an old demand is forgotten, at one step every ten seconds.
const SMOOTHING_DECAY = 0.977;

/** How often seats are shared out anew. */
export const BORROWING_PERIOD_MS = 10_000;

/** One level before a round of borrowing. */
export interface BorrowingLevel {
  readonly exempt: boolean;
  readonly limits: SeatLimits;
  readonly demand: IntegratorResults;
  readonly smoothedDemand: number;
}

/** The same level after it. */
export interface BorrowedSeats {
  readonly currentLimit: number;
  readonly target: number;
  readonly smoothedDemand: number;
  /** Over the time since the last round; NaN when none passed. */
  readonly average: number;
  /** Likewise. */
  readonly deviation: number;
  readonly highWatermark: number;
}

export interface BorrowingRound {
  /** In the order of the levels. */
  readonly levels: readonly BorrowedSeats[];
  /** What targets were multiplied by; undefined when no solution had to be found. */
  readonly fairFrac: number | undefined;
}

/**
 * Moves seats from levels that leave them unused to those that ask for more. Where there is no solution the present
 * limits stay, which `previous` gives.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go, updateBorrowingLocked
 */
export function borrowSeats(levels: readonly BorrowingLevel[], previous: readonly number[]): BorrowingRound {
  const plans = levels.map(planOf);
  const nominalSum = sum(levels.map((level) => level.limits.nominal));
  const limited = levels.flatMap((level, i) => (level.exempt ? [] : [{ level, plan: plans[i] as Plan, index: i }]));
  const exemptSum = sum(plans.filter((_, i) => levels[i]?.exempt === true).map((plan) => plan.minCurrent));
  const remaining = nominalSum - exemptSum;
  const minSum = sum(limited.map(({ level }) => level.limits.min));
  const minCurrentSum = sum(limited.map(({ plan }) => plan.minCurrent));

  const current = plans.map((plan, i) => (levels[i]?.exempt === true ? plan.minCurrent : (previous[i] ?? 0)));
  let fairFrac: number | undefined;
  if (remaining <= minSum) {
    for (const { level, index } of limited) current[index] = level.limits.min;
  } else if (remaining <= minCurrentSum) {
    const share = (remaining - minSum) / (minCurrentSum - minSum);
    for (const { level, plan, index } of limited)
      current[index] = level.limits.min + Math.round((plan.minCurrent - level.limits.min) * share);
  } else {
    const items = limited.map(({ level, plan }) => ({
      lowerBound: plan.minCurrent,
      upperBound: level.limits.max,
      target: plan.target,
    }));
    try {
      // Upstream shares out the nominal sum here, not what the exempt levels leave of it.
      const { allocs, fairProp } = computeConcurrencyAllocation(nominalSum, items);
      fairFrac = fairProp;
      limited.forEach(({ index }, i) => (current[index] = Math.round(allocs[i] ?? 0)));
    } catch (err) {
      if (!(err instanceof RangeError)) throw err;
    }
  }
  return {
    fairFrac,
    levels: plans.map((plan, i) => ({
      currentLimit: current[i] ?? 0,
      target: plan.target,
      smoothedDemand: plan.smoothed,
      average: levels[i]?.demand.average ?? NaN,
      deviation: levels[i]?.demand.deviation ?? NaN,
      highWatermark: plan.highWatermark,
    })),
  };
}

interface Plan {
  readonly minCurrent: number;
  readonly target: number;
  readonly smoothed: number;
  readonly highWatermark: number;
}

function planOf(level: BorrowingLevel): Plan {
  const { limits, demand } = level;
  const highWatermark = Math.round(demand.max);
  const envelope = demand.average + demand.deviation;
  const smoothed =
    demand.durationSeconds > 0
      ? Math.max(envelope, SMOOTHING_DECAY * level.smoothedDemand + (1 - SMOOTHING_DECAY) * envelope)
      : level.smoothedDemand;
  const minCurrent = Math.max(limits.min, level.exempt ? highWatermark : Math.min(limits.nominal, highWatermark));
  const target = level.exempt ? minCurrent : Math.max(minCurrent, smoothed);
  return { minCurrent, target, smoothed, highWatermark };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
