import type { LoadSignal } from "../../apimachinery/ratelimit/index.js";

/** What only the process can tell. */
export interface ProcessLoad {
  /** p99 of how late the event loop's timers came since the last call. */
  loopDelayMs(): number;
  /** Share of the heap that may be used, 0 to 1. */
  memory(): number;
}

// A second of more requests than this is judged by the last of them.
const MAX_SAMPLES = 2_048;

/** Gathers how long requests took, and makes it a signal for adaptive limits together with the state of the process. */
export class LoadMeter {
  readonly #process: ProcessLoad;
  readonly #latencies = new Float64Array(MAX_SAMPLES);
  #count = 0;

  constructor(process: ProcessLoad) {
    this.#process = process;
  }

  observe(latencyMs: number): void {
    this.#latencies[this.#count++ % MAX_SAMPLES] = latencyMs;
  }

  /** The load since the last call. */
  take(): LoadSignal {
    const samples = this.#latencies.slice(0, Math.min(this.#count, MAX_SAMPLES)).sort();
    this.#count = 0;
    const latencyMs = samples.length === 0 ? 0 : samples[Math.ceil(samples.length * 0.99) - 1]!;
    return { latencyMs, loopDelayMs: this.#process.loopDelayMs(), memory: this.#process.memory() };
  }
}
