import type { Io } from "./io.js";

export interface Progress {
  show(step: string, done: number, total: number): void;
  /** Removes the line. */
  clear(): void;
}

// A terminal cannot be read faster than this.
const INTERVAL_MS = 50;

/** One line on a terminal that says how far the run is; nothing elsewhere. */
export function createProgress(io: Io): Progress {
  if (!io.isTerminal) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show(step, done, total) {
      const now = performance.now();
      if (now - shownAt < INTERVAL_MS && done < total) return;
      shownAt = now;
      io.err(`\r\u001b[K${step} ${done}/${total}`);
    },
    clear() {
      if (shownAt > 0) io.err("\r\u001b[K");
    },
  };
}
