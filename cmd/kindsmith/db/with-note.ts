import type { Io } from "../io.js";

/** Says on a terminal what is under way while `run` holds the process. */
export function withNote<T>(note: string, io: Io, run: () => T): T {
  if (!io.isTerminal) return run();
  io.err(`${note} …`);
  try {
    return run();
  } finally {
    io.err("\r\u001b[K");
  }
}
