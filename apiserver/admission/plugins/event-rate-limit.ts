import { newTooManyRequests } from "../../../apimachinery/api/errors/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { TokenBucketLimiter, type RateLimiter } from "../../../apimachinery/ratelimit/index.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { parseEventRateLimitConfig, type EventLimitType } from "./event-rate-limit-config.js";

const EVENTS = { group: "", resource: "events" };

/** The parts of an event that it is counted by. */
interface CountedEvent {
  readonly source?: { readonly component?: string; readonly host?: string };
  readonly involvedObject?: {
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly uid?: string;
    readonly apiVersion?: string;
  };
}

/**
 * Keeps floods of events away from the store: a token bucket for the server, each namespace, each user or each thing that
 * events are about. Off unless asked for.
 * @see kubernetes plugin/pkg/admission/eventratelimit/admission.go
 */
export class EventRateLimit implements AdmissionPlugin {
  readonly name = "EventRateLimit";
  readonly resources = [EVENTS];
  readonly #clock: Clock;
  readonly #limits: readonly { readonly type: EventLimitType; readonly limiter: RateLimiter }[];

  /** @throws Error when the configuration is missing or wrong */
  constructor({ clock, config }: Pick<AdmissionInitializer, "clock" | "config">) {
    this.#clock = clock;
    this.#limits = parseEventRateLimitConfig(config).map(({ type, qps, burst, cacheSize }) => ({
      type,
      limiter: new TokenBucketLimiter({ qps, burst, maxKeys: type === "Server" ? 1 : cacheSize }),
    }));
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async validate(attributes: AdmissionAttributes): Promise<void> {
    const { kind, dryRun } = attributes;
    // A dry run stores nothing, so that it takes nothing from the limits either.
    if (kind.group !== "" || kind.kind !== "Event" || dryRun) return;
    const nowMs = this.#clock.monotonic();
    // Every limit is charged, also when one before it has refused.
    const refusals = this.#limits.flatMap(({ type, limiter }) => {
      const key = keyOf(type, attributes);
      const { admitted } = limiter.tryAcquire(key, 1, nowMs);
      return admitted ? [] : [`limit reached on type ${type} for key ${key}`];
    });
    const messages = [...new Set(refusals)];
    if (messages.length === 0) return;
    // Without Retry-After, as upstream: recorders drop such events, where others would pile up behind them.
    throw newTooManyRequests(messages.length === 1 ? messages[0]! : `[${messages.join(", ")}]`);
  }
}

function keyOf(type: EventLimitType, attributes: AdmissionAttributes): string {
  switch (type) {
    case "Server":
      return "";
    case "Namespace":
      return attributes.namespace;
    case "User":
      return attributes.user.name;
    case "SourceAndObject":
      return sourceAndObject(attributes.object as CountedEvent | undefined);
  }
}

function sourceAndObject({ source = {}, involvedObject: about = {} }: CountedEvent = {}): string {
  const parts = [source.component, source.host, about.kind, about.namespace, about.name, about.uid, about.apiVersion];
  return parts.map((part) => part ?? "").join("");
}
