import { quote } from "../../apimachinery/text/index.js";
import type { AuditEvent } from "./types.js";

/** One event as the older text format has it, also used in messages. @see kubernetes/apiserver pkg/audit/format.go */
export function legacyLine(event: AuditEvent): string {
  const { user, impersonatedUser: as, objectRef, responseStatus } = event;
  const named = user.username !== undefined && user.username !== "";
  const fields: readonly (readonly [string, string])[] = [
    ["id", event.auditID],
    ["stage", event.stage],
    ["ip", event.sourceIPs?.[0] ?? "<unknown>"],
    ["method", event.verb],
    ["user", named ? user.username : "<none>"],
    ["groups", named && user.groups !== undefined ? quotedList(user.groups) : "<none>"],
    ["as", as === undefined ? "<self>" : (as.username ?? "")],
    ["asgroups", as?.groups === undefined ? "<lookup>" : quotedList(as.groups)],
    ["user-agent", event.userAgent ?? ""],
    ["namespace", objectRef?.namespace || "<none>"],
    ["uri", event.requestURI],
  ];
  const text = fields.map(([name, value]) => `${name}=${quote(value)}`).join(" ");
  const response = responseStatus === undefined ? "<deferred>" : String(responseStatus.code ?? 0);
  return `${event.requestReceivedTimestamp} AUDIT: ${text} response="${response}"`;
}

function quotedList(items: readonly string[]): string {
  return items.map(quote).join(",");
}
