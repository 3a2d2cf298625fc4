import type { PriorityLevelConfigurationSpec } from "../config/types.js";

const DEFAULT_SHARES = 30;

/** What a level's configuration says about its seats. */
export interface LevelShares {
  readonly shares: number;
  readonly lendablePercent: number;
  /** undefined: no limit. */
  readonly borrowingLimitPercent: number | undefined;
}

/** A level's seats, fixed by the configuration of all levels. */
export interface SeatLimits {
  readonly nominal: number;
  readonly lendable: number;
  readonly min: number;
  readonly max: number;
  /** Until demand is known. */
  readonly initial: number;
}

export function sharesOf(spec: PriorityLevelConfigurationSpec): LevelShares {
  if (spec.type === "Exempt") {
    const { nominalConcurrencyShares, lendablePercent } = spec.exempt ?? {};
    return {
      shares: nominalConcurrencyShares ?? 0,
      lendablePercent: lendablePercent ?? 0,
      borrowingLimitPercent: undefined,
    };
  }
  const limited = spec.limited ?? {};
  return {
    shares: limited.nominalConcurrencyShares ?? DEFAULT_SHARES,
    lendablePercent: limited.lendablePercent ?? 0,
    borrowingLimitPercent: limited.borrowingLimitPercent,
  };
}

/**
 * Divides the server's seats by shares. `serverConcurrencyLimit` is the sum of the two in-flight limits.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go, finishQueueSetReconfigsLocked
 */
export function seatLimits(level: LevelShares, shareSum: number, serverConcurrencyLimit: number): SeatLimits {
  const nominal = shareSum === 0 ? 0 : Math.ceil((serverConcurrencyLimit * level.shares) / shareSum);
  const lendable = Math.round((nominal * level.lendablePercent) / 100);
  const borrowable =
    level.borrowingLimitPercent === undefined
      ? serverConcurrencyLimit
      : Math.round((nominal * level.borrowingLimitPercent) / 100);
  return {
    nominal,
    lendable,
    min: nominal - lendable,
    max: nominal + borrowable,
    initial: nominal - Math.floor(lendable / 2),
  };
}

/** The widest request that a level with queues takes. @see pkg/util/flowcontrol/max_seats.go */
export function maxSeatsPerRequest(nominal: number, handSize: number): number {
  return Math.max(1, Math.min(Math.ceil(0.15 * nominal), Math.floor(nominal / handSize)));
}
