/** A record of who did what, as a policy says. */
export { AuditMetrics } from "./audit-metrics.js";
export { BufferedBackend, type BufferOptions } from "./buffered-backend.js";
export { LogBackend, type LineOutput } from "./log-backend.js";
export { parseAuditPolicy } from "./parse-policy.js";
export { createLossReport, type ReportLoss } from "./plugin-errors.js";
export { AuditPolicyEvaluator, type AuditPolicy, type AuditRule } from "./policy.js";
export { RotatingFile } from "./rotating-file.js";
export { TruncatingBackend, type TruncateOptions } from "./truncating-backend.js";
export type { AuditBackend, AuditEvent, AuditLevel, AuditStage } from "./types.js";
export { ignoringFailures, UnionBackend } from "./union-backend.js";
export { WEBHOOK_TIMEOUT_MS, WebhookBackend } from "./webhook-backend.js";
export { withAudit, withRefusalAudit, type AuditDeps } from "./with-audit.js";
