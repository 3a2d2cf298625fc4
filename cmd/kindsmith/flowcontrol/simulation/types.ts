import type { RequestDigest } from "../../../../apiserver/flowcontrol/index.js";
import type { RateLimitAlgorithm, RateLimitKey } from "../../../../apiserver/ratelimit/index.js";
import type { FlowControlPolicy } from "../policy/policy-reader.js";

export const API_VERSION = "config.kindsmith/v1alpha1";
export const KIND = "FlowControlSimulation";

/** What a file asks to be simulated, checked and complete. Times are ns from the start. */
export interface Simulation {
  readonly title: string;
  readonly durationNs: number;
  readonly seed: number;
  readonly server: SimulatedServer;
  readonly traffic: readonly Traffic[];
  readonly contenders: readonly Contender[];
  readonly questions: readonly Question[];
  /** What the curves show over time. */
  readonly chart: "latency" | "requests";
  /** Over which length of time the most requests that began are looked for. */
  readonly peakWindowNs: number;
}

export interface SimulatedServer {
  readonly maxRequestsInflight: number;
  readonly maxMutatingRequestsInflight: number;
  readonly requestTimeoutNs: number;
  /** Seats that run side by side at full speed; with more, all of them slow down alike. Infinity: never. */
  readonly capacitySeats: number;
  /** How many requests of two seats or more run at once, whatever seats there are; undefined: as a server does. */
  readonly processorSlots: number | undefined;
}

/** Users of one traffic, at the most. */
export const MAX_USERS = 10_000;

/** Clients that behave alike. */
export interface Traffic {
  readonly name: string;
  /** One for each user. */
  readonly users: readonly RequestDigest[];
  readonly mutating: boolean;
  readonly work: {
    readonly initialSeats: number;
    readonly finalSeats: number;
    readonly additionalLatencyNs: number;
  };
  readonly service: { readonly meanNs: number; readonly spread: "none" | "exponential" };
  readonly arrivals: Arrivals;
  readonly fromNs: number;
  readonly toNs: number;
}

/** When the requests of one user come. */
export type Arrivals =
  | { readonly pattern: "constant" | "poisson"; readonly perSecond: number }
  /** `size` requests spread over `withinNs`, again and again `everyNs`. */
  | { readonly pattern: "burst"; readonly size: number; readonly withinNs: number; readonly everyNs: number }
  /** Each of `clients` sends its next request `thinkNs` after the answer to the last. */
  | { readonly pattern: "closed"; readonly clients: number; readonly thinkNs: number };

/** Something that decides which requests run, and when. */
export type Contender = { readonly name: string } & (
  | { readonly type: "priorityAndFairness"; readonly policy: FlowControlPolicy }
  | { readonly type: "maxInFlight" }
  | { readonly type: "oneQueue"; readonly length: number }
  | {
      readonly type: "rateLimit";
      readonly key: Exclude<RateLimitKey, "clientAddress">;
      readonly algorithm: RateLimitAlgorithm;
    }
);

export const MEASURES = [
  "latencyMeanMs",
  "latencyP99Ms",
  "peakRequests",
  "peakSeats",
  "rejectedPercent",
  "seatPercent",
  "servedPercent",
  "servedPerSecond",
  "slowdown",
  "waitMeanMs",
  "waitP99Ms",
] as const;
export type Measure = (typeof MEASURES)[number];

/** One number of all contenders, side by side on the picture. */
export interface Question {
  readonly title: string;
  readonly note: string;
  readonly measure: Measure;
  /** The traffic that is looked at; undefined: all of it. */
  readonly of: string | undefined;
}
