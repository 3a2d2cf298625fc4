/**
 * State of each key, bounded: when there are too many, those seen longest ago are forgotten, which for them is a fresh
 * start. An attacker with many names thus costs no memory without end.
 */
export class KeyedState<S> {
  readonly #create: (nowMs: number) => S;
  readonly #maxKeys: number;
  readonly #states = new Map<string, S>();

  constructor(maxKeys: number, create: (nowMs: number) => S) {
    this.#maxKeys = maxKeys;
    this.#create = create;
  }

  get size(): number {
    return this.#states.size;
  }

  of(key: string, nowMs: number): S {
    const known = this.#states.get(key);
    // Set anew, so that the order of the map is that of the last use.
    if (known !== undefined) this.#states.delete(key);
    const state = known ?? this.#create(nowMs);
    this.#states.set(key, state);
    if (this.#states.size > this.#maxKeys) {
      const oldest = this.#states.keys().next();
      if (oldest.done !== true) this.#states.delete(oldest.value);
    }
    return state;
  }
}

/** Enough for every user of a large cluster. */
export const DEFAULT_MAX_KEYS = 100_000;
