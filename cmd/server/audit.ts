import type { Clock, Random } from "../../apimachinery/clock/index.js";
import {
  AuditMetrics,
  AuditPolicyEvaluator,
  BufferedBackend,
  createLossReport,
  ignoringFailures,
  LogBackend,
  RotatingFile,
  TruncatingBackend,
  UnionBackend,
  WEBHOOK_TIMEOUT_MS,
  WebhookBackend,
  withAudit,
  withRefusalAudit,
  type AuditBackend,
  type AuditDeps,
  type LineOutput,
  type ReportLoss,
} from "../../apiserver/audit/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import {
  answerError,
  isLongRunning,
  type Filter,
  type Logger,
  type ServerRequest,
} from "../../apiserver/server/index.js";
import { RESTClient, TokenBucketRateLimiter, type RestConfig } from "../../client/rest/index.js";
import type { AuditDelivery, AuditOptions } from "./audit-options.js";
import type { FlagValues } from "./flags/server-flags.js";

const MEGABYTE = 1024 * 1024;

export interface Audit {
  readonly filter: Filter;
  readonly refusalFilter: Filter;
  /** Resolves once every event is where it belongs. */
  stop(): Promise<void>;
}

interface AuditParts {
  readonly flags: FlagValues;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** @returns undefined when nothing is recorded. @throws Error when the log cannot be opened */
export function createAudit(
  options: AuditOptions | undefined,
  parts: AuditParts & {
    readonly registry: MetricsRegistry;
    readonly decodeProtobuf: ((bytes: Uint8Array) => unknown) | undefined;
  },
): Audit | undefined {
  const { registry, clock, logger, decodeProtobuf } = parts;
  const metrics = new AuditMetrics(registry);
  if (options === undefined) return undefined;
  const report = createLossReport({ metrics, logger });
  const backends = backendsOf(options, parts, report);
  const backend = backends.length === 1 ? backends[0]! : new UnionBackend(backends);
  const deps: AuditDeps<ServerRequest> = {
    policy: new AuditPolicyEvaluator(options.policy),
    backend,
    metrics,
    clock,
    isLongRunning: (request) => isLongRunning(request.requestInfo),
    answerError,
    decodeProtobuf,
  };
  logger.verbose(2, `using audit backend ${backend.name}`);
  return { filter: withAudit(deps), refusalFilter: withRefusalAudit(deps), stop: () => backend.stop() };
}

/** In upstream's order of wrapping: the log is truncated outside of its buffer, and so is the webhook. */
function backendsOf({ log, webhook }: AuditOptions, parts: AuditParts, report: ReportLoss): AuditBackend[] {
  const backends: AuditBackend[] = [];
  if (log !== undefined) {
    const output = outputOf(log.path, parts);
    const backend = new LogBackend({ output, format: parts.flags["audit-log-format"], report });
    backends.push(delivered(backend, log, { concurrent: false }, parts, report));
  }
  if (webhook !== undefined) {
    const backend = webhookOf(webhook.config, parts, report);
    backends.push(delivered(backend, webhook, { concurrent: true }, parts, report));
  }
  return backends;
}

function delivered(
  backend: AuditBackend,
  { mode, batch, truncate }: AuditDelivery,
  { concurrent }: { readonly concurrent: boolean },
  { clock }: AuditParts,
  report: ReportLoss,
): AuditBackend {
  let whole: AuditBackend;
  switch (mode) {
    case "blocking-strict":
      whole = backend;
      break;
    case "blocking":
      whole = ignoringFailures(backend);
      break;
    case "batch": {
      const throttle =
        batch.throttle === undefined ? undefined : new TokenBucketRateLimiter({ ...batch.throttle, clock });
      whole = new BufferedBackend(backend, { ...batch, throttle, concurrent }, { clock, report });
      break;
    }
    default:
      return mode satisfies never;
  }
  return truncate === undefined ? whole : new TruncatingBackend(whole, truncate, report);
}

function outputOf(path: string, { flags, clock, logger }: AuditParts): LineOutput {
  if (path === "-") return { write: (line) => void process.stdout.write(line), close: () => undefined };
  const file = new RotatingFile({
    path,
    maxBytes: flags["audit-log-maxsize"] * MEGABYTE,
    maxBackups: flags["audit-log-maxbackup"],
    maxAgeDays: flags["audit-log-maxage"],
    compress: flags["audit-log-compress"],
    clock,
    onError: (err) => logger.error("cannot clean up audit logs", err, { path }),
  });
  try {
    file.open();
  } catch (err) {
    throw new Error(`--audit-log-path=${path}: ${(err as Error).message}`, { cause: err });
  }
  return file;
}

function webhookOf(config: RestConfig, { flags, clock, random }: AuditParts, report: ReportLoss): AuditBackend {
  const { origin, pathname } = new URL(config.server);
  return new WebhookBackend({
    client: new RESTClient({ ...config, server: origin, timeoutMs: WEBHOOK_TIMEOUT_MS, clock, random }),
    path: pathname,
    initialBackoffMs: flags["audit-webhook-initial-backoff"],
    clock,
    random,
    report,
  });
}
