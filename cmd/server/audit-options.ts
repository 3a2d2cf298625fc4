import { readFileSync } from "node:fs";
import { parseAuditPolicy, type AuditPolicy, type TruncateOptions } from "../../apiserver/audit/index.js";
import { loadRestConfig } from "../../client/kubeconfig/index.js";
import type { RestConfig } from "../../client/rest/index.js";
import type { FlagValues } from "./flags/server-flags.js";

/** How events reach a backend. */
export interface AuditDelivery {
  readonly mode: "batch" | "blocking" | "blocking-strict";
  readonly batch: {
    readonly bufferSize: number;
    readonly maxBatchSize: number;
    readonly maxBatchWaitMs: number;
    readonly throttle: { readonly qps: number; readonly burst: number } | undefined;
  };
  readonly truncate: TruncateOptions | undefined;
}

/** What is recorded and where to; there is at least one place. */
export interface AuditOptions {
  readonly policy: AuditPolicy;
  readonly log: (AuditDelivery & { readonly path: string }) | undefined;
  readonly webhook: (AuditDelivery & { readonly config: RestConfig }) | undefined;
}

/** @returns undefined when nothing is recorded: audit needs a policy and a place. */
export function auditOptionsOf(flags: FlagValues, problems: string[]): AuditOptions | undefined {
  const path = flags["audit-log-path"];
  const config = webhookConfigOf(flags["audit-webhook-config-file"], problems);
  const log = path === undefined ? undefined : { path, ...deliveryOf("log", flags, problems) };
  const webhook = config === undefined ? undefined : { config, ...deliveryOf("webhook", flags, problems) };
  const policy = policyOf(flags["audit-policy-file"], problems);
  if (policy === undefined || (log === undefined && webhook === undefined)) return undefined;
  return { policy, log, webhook };
}

function policyOf(path: string | undefined, problems: string[]): AuditPolicy | undefined {
  if (path === undefined) return undefined;
  try {
    return parseAuditPolicy(readFileSync(path, "utf8"));
  } catch (err) {
    problems.push(...linesOf(err).map((line) => `--audit-policy-file=${path}: ${line}`));
    return undefined;
  }
}

function webhookConfigOf(path: string | undefined, problems: string[]): RestConfig | undefined {
  if (path === undefined) return undefined;
  try {
    return loadRestConfig({ path }).config;
  } catch (err) {
    problems.push(...linesOf(err).map((line) => `--audit-webhook-config-file=${path}: ${line}`));
    return undefined;
  }
}

function linesOf(err: unknown): readonly string[] {
  return (err as Error).message.split("\n");
}

function deliveryOf(backend: "log" | "webhook", flags: FlagValues, problems: string[]): AuditDelivery {
  const flag = <N extends string>(name: N): `audit-${typeof backend}-${N}` => `audit-${backend}-${name}`;
  const positive = (name: `audit-${typeof backend}-${string}` & keyof FlagValues): number => {
    const value = flags[name] as number;
    if (value <= 0) problems.push(`--${name}=${value}: must be above 0`);
    return value;
  };
  const mode = flags[flag("mode")];
  const batches = mode === "batch";
  const throttles = batches && flags[flag("batch-throttle-enable")];
  const maxEventBytes = positive(flag("truncate-max-event-size"));
  const maxBatchBytes = flags[flag("truncate-max-batch-size")];
  if (maxBatchBytes < maxEventBytes) {
    problems.push(`--${flag("truncate-max-batch-size")}: must not be below --${flag("truncate-max-event-size")}`);
  }
  return {
    mode,
    batch: {
      bufferSize: batches ? positive(flag("batch-buffer-size")) : 0,
      maxBatchSize: batches ? positive(flag("batch-max-size")) : 0,
      maxBatchWaitMs: flags[flag("batch-max-wait")],
      throttle: throttles
        ? { qps: positive(flag("batch-throttle-qps")), burst: positive(flag("batch-throttle-burst")) }
        : undefined,
    },
    truncate: flags[flag("truncate-enabled")] ? { maxEventBytes, maxBatchBytes } : undefined,
  };
}
