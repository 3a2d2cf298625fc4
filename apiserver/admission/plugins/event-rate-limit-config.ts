import { invalid, type ErrorList } from "../../../apimachinery/validation/index.js";
import { configProblems, readConfigValue, type ConfigObject } from "../../config/index.js";

const API_VERSION = "eventratelimit.admission.k8s.io/v1alpha1";
const TYPES = ["Namespace", "Server", "SourceAndObject", "User"] as const;
const DEFAULT_CACHE_SIZE = 4096;

/** What events are counted by. */
export type EventLimitType = (typeof TYPES)[number];

export interface EventLimit {
  readonly type: EventLimitType;
  readonly qps: number;
  readonly burst: number;
  /** Keys that are kept; those seen longest ago start anew. */
  readonly cacheSize: number;
}

/**
 * Reads the plug-in's Configuration. @throws Error with all that is wrong
 * @see kubernetes plugin/pkg/admission/eventratelimit/apis/eventratelimit/validation/validation.go
 */
export function parseEventRateLimitConfig(config: unknown): readonly EventLimit[] {
  if (config === undefined) throw new Error(`needs a Configuration of ${API_VERSION}`);
  const errors: ErrorList = [];
  const document = readConfigValue(config, { apiVersions: [API_VERSION], kind: "Configuration" }, errors);
  const objects = document.objects("limits");
  if (objects.length === 0) errors.push(invalid(document.at("limits"), null, "must not be empty"));
  const limits = objects.flatMap((limit) => parseLimit(limit) ?? []);
  document.end();
  if (errors.length > 0) throw new Error(configProblems(errors).join("; "));
  return limits;
}

function parseLimit(limit: ConfigObject): EventLimit | undefined {
  const type = limit.choice("type", TYPES, { required: true });
  const burst = positive(limit, "burst");
  const qps = positive(limit, "qps");
  const cacheSize = limit.number("cacheSize", { integer: true }) ?? 0;
  // As upstream, the one bucket of the server has no size to check.
  if (cacheSize < 0 && type !== "Server") {
    limit.errors.push(invalid(limit.at("cacheSize"), cacheSize, "must not be negative"));
  }
  limit.end();
  if (type === undefined) return undefined;
  return { type, qps, burst, cacheSize: cacheSize <= 0 ? DEFAULT_CACHE_SIZE : cacheSize };
}

function positive(limit: ConfigObject, name: string): number {
  const value = limit.number(name, { integer: true }) ?? 0;
  if (value <= 0) limit.errors.push(invalid(limit.at(name), value, "must be positive"));
  return value;
}
