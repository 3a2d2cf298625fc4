import { formatDuration, formatMicroTime } from "../../apimachinery/scalars/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { UserInfo } from "../authentication/index.js";
import type { RequestAudit, RequestContext } from "../endpoints/request/request-context.js";
import { withoutManagedFields } from "./managed-fields.js";
import type { AuditDecision } from "./policy.js";
import { sourceIPs } from "./source-ips.js";
import {
  AUDIT_API_VERSION,
  isAtLeast,
  type AuditEvent,
  type AuditObjectReference,
  type AuditStage,
  type AuditStatus,
  type AuditUser,
} from "./types.js";

const MAX_USER_AGENT_LENGTH = 1024;
const SLOW_MS = 500;
const TOTAL_LATENCY = "apiserver.latency.k8s.io/total";

/** What is known of one request so far, and the events made from it. */
export class AuditRecord implements RequestAudit {
  readonly decision: AuditDecision;
  readonly #request: RequestContext;
  readonly #clock: Clock;
  /** Who authenticated; later filters may put somebody else in his place. */
  readonly #user: UserInfo | undefined;
  readonly #sourceIPs: readonly string[];
  readonly #userAgent: string;
  readonly #objectRef: AuditObjectReference | undefined;
  #responseStatus: AuditStatus | undefined;
  #requestObject: unknown;
  #requestSeen = false;
  #responseObject: unknown;

  constructor(request: RequestContext, decision: AuditDecision, clock: Clock) {
    this.decision = decision;
    this.#request = request;
    this.#clock = clock;
    this.#user = request.user;
    // Now, since filters take headers away.
    this.#sourceIPs = sourceIPs(request);
    this.#userAgent = shortened(request.header("user-agent") ?? "");
    this.#objectRef = objectReference(request);
  }

  get responseStatus(): AuditStatus | undefined {
    return this.#responseStatus;
  }

  requestObject(object: object): void {
    if (this.#requestSeen) return;
    this.#requestSeen = true;
    const { metadata = {} } = object as { readonly metadata?: { readonly [field: string]: unknown } };
    const reference = (this.#objectRef ?? {}) as { [field: string]: unknown };
    for (const field of ["name", "uid", "resourceVersion"]) if (metadata[field]) reference[field] ||= metadata[field];
    if (isAtLeast(this.decision.level, "Request")) this.#requestObject = this.#recorded(this.#inNamespace(object));
  }

  requestPatch(read: () => unknown): void {
    if (this.#requestSeen) return;
    this.#requestSeen = true;
    if (isAtLeast(this.decision.level, "Request")) this.#requestObject = read();
  }

  /** The status line; a Status that follows says more. */
  responseCode(code: number): void {
    this.#responseStatus = { ...(this.#responseStatus ?? { metadata: {} }), code };
  }

  /** The object that was answered. */
  responseObject(object: { readonly [field: string]: unknown }): void {
    if (object["kind"] === "Status") this.#responseStatus = { ...statusOf(object), ...codeOf(this.#responseStatus) };
    else if (!this.#request.requestInfo.isResourceRequest) return;
    if (isAtLeast(this.decision.level, "RequestResponse")) this.#responseObject = this.#recorded(object);
  }

  /** Nothing was answered before the client was gone. */
  closedEarly(): void {
    this.#responseStatus = { metadata: {}, status: "Success", message: "Connection closed early", code: 200 };
  }

  panicked(problem: unknown): void {
    const message = `APIServer panic'd: ${problem instanceof Error ? problem.message : String(problem)}`;
    this.#responseStatus = { metadata: {}, status: "Failure", message, reason: "InternalError", code: 500 };
  }

  eventAt(stage: AuditStage): AuditEvent {
    const { auditID, path, rawQuery, requestInfo, receivedAt } = this.#request;
    const now = stage === "RequestReceived" ? receivedAt : this.#clock.now();
    const annotations = this.#annotations(stage, now - receivedAt);
    return {
      kind: "Event",
      apiVersion: AUDIT_API_VERSION,
      level: this.decision.level,
      auditID,
      stage,
      requestURI: rawQuery === "" ? path : `${path}?${rawQuery}`,
      verb: requestInfo.verb,
      user: this.#user === undefined ? {} : auditUser(this.#user),
      ...this.#impersonation(),
      ...(this.#sourceIPs.length === 0 ? {} : { sourceIPs: this.#sourceIPs }),
      ...(this.#userAgent === "" ? {} : { userAgent: this.#userAgent }),
      ...(this.#objectRef === undefined ? {} : { objectRef: inOrder(this.#objectRef) }),
      ...(this.#responseStatus === undefined ? {} : { responseStatus: this.#responseStatus }),
      ...(this.#requestObject === undefined ? {} : { requestObject: this.#requestObject }),
      ...(this.#responseObject === undefined ? {} : { responseObject: this.#responseObject }),
      requestReceivedTimestamp: formatMicroTime(receivedAt),
      stageTimestamp: formatMicroTime(now),
      ...(annotations === undefined ? {} : { annotations }),
    };
  }

  #impersonation(): Pick<AuditEvent, "impersonatedUser" | "authenticationMetadata"> {
    const { user, impersonationConstraint } = this.#request;
    if (user === undefined || user === this.#user) return {};
    return {
      impersonatedUser: auditUser(user),
      ...(impersonationConstraint === undefined ? {} : { authenticationMetadata: { impersonationConstraint } }),
    };
  }

  #annotations(stage: AuditStage, tookMs: number): AuditEvent["annotations"] | undefined {
    const annotations = new Map(this.#request.auditAnnotations);
    if (stage === "ResponseComplete" && tookMs > SLOW_MS) {
      annotations.set(TOTAL_LATENCY, formatDuration(BigInt(Math.round(tookMs)) * 1_000_000n));
    }
    if (annotations.size === 0) return undefined;
    return Object.fromEntries([...annotations].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A new object lies where it is put. */
  #inNamespace(object: object): object {
    const { verb, namespace } = this.#request.requestInfo;
    const { metadata } = object as { readonly metadata?: { readonly namespace?: string } };
    if (verb !== "create" || namespace === "" || metadata === undefined || metadata.namespace) return object;
    return { ...object, metadata: { ...metadata, namespace } };
  }

  /** A copy, since what follows changes the object. */
  #recorded(object: object): unknown {
    const copy = JSON.parse(JSON.stringify(object)) as object;
    return this.decision.omitManagedFields ? withoutManagedFields(copy) : copy;
  }
}

function objectReference({ requestInfo: info }: RequestContext): AuditObjectReference | undefined {
  if (!info.isResourceRequest) return undefined;
  const { resource, namespace, name, apiGroup, apiVersion, subresource } = info;
  return { resource, namespace, name, apiGroup, apiVersion, subresource };
}

const REFERENCE_FIELDS = [
  "resource",
  "namespace",
  "name",
  "uid",
  "apiGroup",
  "apiVersion",
  "resourceVersion",
  "subresource",
] as const;

function inOrder(reference: AuditObjectReference): AuditObjectReference {
  return Object.fromEntries(REFERENCE_FIELDS.flatMap((field) => (reference[field] ? [[field, reference[field]]] : [])));
}

function auditUser({ name, uid, groups, extra }: UserInfo): AuditUser {
  const keys = Object.keys(extra).sort();
  return {
    ...(name === "" ? {} : { username: name }),
    ...(uid === "" ? {} : { uid }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(keys.length === 0 ? {} : { extra: Object.fromEntries(keys.map((key) => [key, extra[key]!])) }),
  };
}

function statusOf(status: { readonly [field: string]: unknown }): AuditStatus {
  const kept = ["status", "message", "reason", "details", "code"].filter((field) => status[field] !== undefined);
  return { metadata: {}, ...Object.fromEntries(kept.map((field) => [field, status[field]])) };
}

function codeOf(status: AuditStatus | undefined): { readonly code?: number } {
  return status?.code === undefined ? {} : { code: status.code };
}

function shortened(userAgent: string): string {
  if (userAgent.length <= MAX_USER_AGENT_LENGTH) return userAgent;
  return `${userAgent.slice(0, MAX_USER_AGENT_LENGTH)}...TRUNCATED`;
}
