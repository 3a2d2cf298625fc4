import type { SimulatedServer } from "./types.js";

const LONGEST_WAIT_NS = 60e9;

/** How long a request waits for its turn at most: a quarter of the time that it has in all, as in the server. */
export function longestWaitNs({ requestTimeoutNs }: SimulatedServer): number {
  return Math.min(requestTimeoutNs / 4, LONGEST_WAIT_NS);
}
