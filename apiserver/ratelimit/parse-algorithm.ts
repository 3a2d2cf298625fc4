import { invalid, required } from "../../apimachinery/validation/index.js";
import type { ConfigObject } from "../config/index.js";
import type { RateLimitAlgorithm } from "./types.js";

const TYPES = ["adaptive", "fixedWindow", "leakyBucket", "slidingWindow", "tokenBucket"] as const;
// Every request costs one, so that a limit below that would let nothing through at all.
const ONE_OR_MORE = { min: 1, required: true };
// One request in three hours: slower than anything that is meant.
const A_RATE = { min: 0.0001, required: true };
const PARTS = { min: 1, max: 1000, integer: true };

/** Reads the one field of `algorithm`. @returns undefined after an error */
export function parseAlgorithm(rule: ConfigObject, maxKeys: number): RateLimitAlgorithm | undefined {
  const algorithm = rule.object("algorithm", { required: true });
  if (algorithm === undefined) return undefined;
  const [type, ...others] = algorithm.present(TYPES);
  if (type === undefined) {
    algorithm.errors.push(required(algorithm.path, `must have one of ${TYPES.join(", ")}`));
    algorithm.end();
    return undefined;
  }
  if (others.length > 0) {
    algorithm.errors.push(invalid(algorithm.path, [type, ...others].join(", "), "must have exactly one algorithm"));
    return undefined;
  }
  algorithm.end();
  const fields = algorithm.object(type)!;
  const before = fields.errors.length;
  const parsed = PARSERS[type](fields, maxKeys);
  fields.end();
  return fields.errors.length > before ? undefined : parsed;
}

const PARSERS: {
  readonly [T in (typeof TYPES)[number]]: (fields: ConfigObject, maxKeys: number) => RateLimitAlgorithm;
} = {
  fixedWindow: (fields, maxKeys) => ({ type: "fixedWindow", options: { ...windowOf(fields), maxKeys } }),
  slidingWindow: (fields, maxKeys) => ({
    type: "slidingWindow",
    options: { ...windowOf(fields), parts: fields.number("parts", PARTS) ?? 10, maxKeys },
  }),
  leakyBucket: (fields, maxKeys) => ({
    type: "leakyBucket",
    options: {
      ratePerSecond: fields.number("ratePerSecond", A_RATE) ?? 1,
      capacity: fields.number("capacity", ONE_OR_MORE) ?? 1,
      maxKeys,
    },
  }),
  tokenBucket: (fields, maxKeys) => ({
    type: "tokenBucket",
    options: {
      qps: fields.number("qps", A_RATE) ?? 1,
      burst: fields.number("burst", ONE_OR_MORE) ?? 1,
      maxKeys,
    },
  }),
  adaptive: parseAdaptive,
};

function windowOf(fields: ConfigObject): { readonly limit: number; readonly windowMs: number } {
  const limit = fields.number("limit", { ...ONE_OR_MORE, integer: true }) ?? 1;
  return { limit, windowMs: fields.duration("window", { required: true }) ?? 1 };
}

function parseAdaptive(fields: ConfigObject, maxKeys: number): RateLimitAlgorithm {
  const floorPerSecond = fields.number("floorPerSecond", A_RATE) ?? 1;
  const ceilingPerSecond = fields.number("ceilingPerSecond", A_RATE) ?? floorPerSecond;
  if (ceilingPerSecond < floorPerSecond) {
    fields.errors.push(
      invalid(fields.at("ceilingPerSecond"), ceilingPerSecond, `must be at least floorPerSecond, ${floorPerSecond}`),
    );
  }
  const increasePerSecond = fields.number("increasePerSecond", { min: 0.0001 });
  const decrease = fields.number("decrease", { min: 0.01, max: 0.99 });
  const target = fields.object("target");
  // A signal without a target is never above it.
  const load = {
    latencyMs: target?.duration("latency") ?? Infinity,
    loopDelayMs: target?.duration("loopDelay") ?? Infinity,
    memory: target?.number("memory", { min: 0.01, max: 1 }) ?? Infinity,
  };
  target?.end();
  if (target === undefined || Object.values(load).every((value) => value === Infinity)) {
    fields.errors.push(required(fields.at("target"), "must have one of latency, loopDelay, memory"));
  }
  return {
    type: "adaptive",
    options: {
      floorPerSecond,
      ceilingPerSecond,
      target: load,
      ...(increasePerSecond === undefined ? {} : { increasePerSecond }),
      ...(decrease === undefined ? {} : { decrease }),
      maxKeys,
    },
  };
}
