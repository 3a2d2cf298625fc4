import type {
  AdaptiveOptions,
  LeakyBucketOptions,
  SlidingWindowOptions,
  TokenBucketOptions,
  WindowOptions,
} from "../../apimachinery/ratelimit/index.js";

export const API_VERSION = "config.kindsmith/v1alpha1";
export const KIND = "RateLimitConfiguration";

/** What requests of one key have in common. */
export type RateLimitKey = "user" | "namespace" | "clientAddress" | "server";
export const RATE_LIMIT_KEYS: readonly RateLimitKey[] = ["clientAddress", "namespace", "server", "user"];

/** Which requests a rule counts: those that every list that is not empty has an entry for. */
export interface RateLimitMatch {
  /** User names; `*` is everybody. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** `get`, `list`, `watch`, `create` … and lower-case HTTP methods for paths that are no resources; `*` is all. */
  readonly verbs: readonly string[];
  /** See {@link matchesResource}. A request is about a resource or a path, so that the two lists are alternatives. */
  readonly resources: readonly string[];
  /** URL paths; a `*` at the end stands for any rest. */
  readonly paths: readonly string[];
}

/** Exactly one algorithm with its parameters. */
export type RateLimitAlgorithm =
  | { readonly type: "fixedWindow"; readonly options: WindowOptions }
  | { readonly type: "slidingWindow"; readonly options: SlidingWindowOptions }
  | { readonly type: "leakyBucket"; readonly options: LeakyBucketOptions }
  | { readonly type: "tokenBucket"; readonly options: TokenBucketOptions }
  | { readonly type: "adaptive"; readonly options: AdaptiveOptions };

export interface RateLimitRule {
  readonly name: string;
  readonly match: RateLimitMatch;
  readonly key: RateLimitKey;
  readonly algorithm: RateLimitAlgorithm;
}

/** What `--rate-limit-config` says. */
export interface RateLimitConfiguration {
  readonly rules: readonly RateLimitRule[];
}
