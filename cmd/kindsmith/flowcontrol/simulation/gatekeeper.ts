import type { RequestDigest } from "../../../../apiserver/flowcontrol/index.js";
import type { Traffic } from "./types.js";

/** One user of a {@link Traffic}. */
export interface Client {
  readonly traffic: Traffic;
  readonly digest: RequestDigest;
}

/** A request that asks to be let in. Exactly one of `run` and `refuse` is called, at once or later. */
export interface Arrival {
  readonly client: Client;
  /** It runs from now on, and is as wide as it is, whatever it was taken for. */
  run(): void;
  /** `retryAfterMs` is when its client may come again. */
  refuse(reason: string, retryAfterMs: number): void;
}

/** Where a client's requests belong. */
export interface Placement {
  readonly flowSchema: string;
  readonly priorityLevel: string;
}

/** Decides which requests run, and when. One for each run of a simulation. */
export interface Gatekeeper {
  arrive(arrival: Arrival): void;
  /** A request that ran is answered, `latencyMs` after it came. */
  finished(arrival: Arrival, latencyMs: number): void;
  placementOf?(client: Client): Placement;
}
