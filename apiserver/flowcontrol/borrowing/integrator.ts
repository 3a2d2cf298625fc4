/** What a number was over a time. */
export interface IntegratorResults {
  readonly durationSeconds: number;
  /** NaN when no time passed. */
  readonly average: number;
  /** NaN when no time passed. */
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Time-weighted average, deviation and extremes of a number that changes in steps. Times are monotonic ns.
 * @see kubernetes/apiserver pkg/util/flowcontrol/fairqueuing/integrator.go
 */
export class Integrator {
  #lastNs: number;
  #value = 0;
  #seconds = 0;
  #integral = 0;
  #squareIntegral = 0;
  #min = 0;
  #max = 0;

  constructor(nowNs: number) {
    this.#lastNs = nowNs;
  }

  set(value: number, nowNs: number): void {
    this.#advance(nowNs);
    this.#value = value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
  }

  results(nowNs: number): IntegratorResults {
    this.#advance(nowNs);
    const seconds = this.#seconds;
    const average = seconds <= 0 ? NaN : this.#integral / seconds;
    const variance = seconds <= 0 ? NaN : this.#squareIntegral / seconds - average * average;
    // Rounding may leave a tiny negative variance where the number never changed.
    return {
      durationSeconds: seconds,
      average,
      deviation: Math.sqrt(Math.max(variance, 0)),
      min: this.#min,
      max: this.#max,
    };
  }

  /** The results up to now; then starts anew from the present value. */
  reset(nowNs: number): IntegratorResults {
    const results = this.results(nowNs);
    this.#seconds = this.#integral = this.#squareIntegral = 0;
    this.#min = this.#max = this.#value;
    return results;
  }

  #advance(nowNs: number): void {
    const seconds = (nowNs - this.#lastNs) / 1e9;
    this.#lastNs = nowNs;
    this.#seconds += seconds;
    this.#integral += this.#value * seconds;
    this.#squareIntegral += this.#value * this.#value * seconds;
  }
}
