const MAX_RETRY_AFTER_SECONDS = 32;

interface LevelState {
  retryAfterSeconds: number;
  /** The second in which the value last went up. */
  raisedAt: number;
  /** Refusals by second, the newest last. */
  readonly drops: { readonly second: number; count: number }[];
}

/**
 * How long refused clients are told to wait, level by level: longer while refusals keep coming, shorter when they stop.
 * @see kubernetes/apiserver pkg/util/flowcontrol/dropped_requests_tracker.go
 */
export class DroppedRequestsTracker {
  readonly #now: () => number;
  readonly #levels = new Map<string, LevelState>();

  /** `now` is a time in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  record(priorityLevel: string): void {
    const second = Math.floor(this.#now() / 1000);
    let state = this.#levels.get(priorityLevel);
    // The first refusals may raise the value at once, so the last raise counts as long ago.
    if (state === undefined)
      this.#levels.set(priorityLevel, (state = { retryAfterSeconds: 1, raisedAt: -Infinity, drops: [] }));
    const last = state.drops.at(-1);
    if (last?.second === second) {
      last.count++;
      return;
    }
    update(state, second);
    state.drops.push({ second, count: 1 });
    while (state.drops.length > 0 && (state.drops[0]?.second ?? 0) < second - MAX_RETRY_AFTER_SECONDS)
      state.drops.shift();
  }

  /** Seconds for the header `Retry-After`. */
  retryAfterSeconds(priorityLevel: string): number {
    return this.#levels.get(priorityLevel)?.retryAfterSeconds ?? 1;
  }
}

function update(state: LevelState, second: number): void {
  const current = state.retryAfterSeconds;
  const recent = state.drops.reduce((total, drop) => (drop.second >= second - current ? total + drop.count : total), 0);
  if (second - state.raisedAt >= current && recent >= 3 * current) {
    state.retryAfterSeconds = Math.min(2 * current, MAX_RETRY_AFTER_SECONDS);
    state.raisedAt = second;
  } else if (recent < current && current > 1) state.retryAfterSeconds = current - 1;
}
