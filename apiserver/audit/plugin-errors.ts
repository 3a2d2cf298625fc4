import type { Logger } from "../server/logging/index.js";
import type { AuditMetrics } from "./audit-metrics.js";
import { legacyLine } from "./legacy-line.js";
import type { AuditEvent } from "./types.js";

/** Told of events that were lost, so that they are at least counted and in the server's own log. */
export type ReportLoss = (plugin: string, err: unknown, lost: readonly AuditEvent[]) => void;

export function createLossReport(deps: { readonly metrics: AuditMetrics; readonly logger: Logger }): ReportLoss {
  return (plugin, err, lost) => {
    deps.metrics.lost(plugin, lost.length);
    const message = `error in audit plug-in '${plugin}' affecting ${lost.length} audit events`;
    deps.logger.error(message, err, { impactedEvents: lost.map(legacyLine).join("\n") });
  };
}
