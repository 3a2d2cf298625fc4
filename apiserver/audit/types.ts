import type { JSONValue } from "../../apimachinery/meta/v1/index.js";

/** How much of a request is recorded, from little to much. */
export const AUDIT_LEVELS = ["None", "Metadata", "Request", "RequestResponse"] as const;
export type AuditLevel = (typeof AUDIT_LEVELS)[number];

/** When an event is made. `ResponseStarted` is for long-running requests only. */
export const AUDIT_STAGES = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"] as const;
export type AuditStage = (typeof AUDIT_STAGES)[number];

export const AUDIT_API_VERSION = "audit.k8s.io/v1";

export function isAtLeast(level: AuditLevel, least: AuditLevel): boolean {
  return AUDIT_LEVELS.indexOf(level) >= AUDIT_LEVELS.indexOf(least);
}

export interface AuditUser {
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
}

export interface AuditObjectReference {
  resource?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiGroup?: string;
  apiVersion?: string;
  resourceVersion?: string;
  subresource?: string;
}

/** The fields of a Status that events keep. */
export interface AuditStatus {
  metadata: Record<string, never>;
  status?: string;
  message?: string;
  reason?: string;
  details?: JSONValue;
  code?: number;
}

/**
 * What happened at one stage of a request; written as it is, in the order of its fields.
 * @see kubernetes/apiserver pkg/apis/audit/v1/types.go, Event
 */
export interface AuditEvent {
  readonly kind: "Event";
  readonly apiVersion: typeof AUDIT_API_VERSION;
  readonly level: AuditLevel;
  readonly auditID: string;
  readonly stage: AuditStage;
  readonly requestURI: string;
  readonly verb: string;
  readonly user: AuditUser;
  readonly impersonatedUser?: AuditUser;
  readonly authenticationMetadata?: { readonly impersonationConstraint: string };
  readonly sourceIPs?: readonly string[];
  readonly userAgent?: string;
  readonly objectRef?: AuditObjectReference;
  readonly responseStatus?: AuditStatus;
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
  /** MicroTime */
  readonly requestReceivedTimestamp: string;
  /** MicroTime */
  readonly stageTimestamp: string;
  readonly annotations?: { readonly [key: string]: string };
}

/** Takes events where they are kept. */
export interface AuditBackend {
  /** As metrics and logs call it. */
  readonly name: string;
  /**
   * Resolves, or returns, once the events are kept or, in a backend that buffers, queued. False when they were lost, which
   * the backend has then reported. Never throws.
   */
  process(events: readonly AuditEvent[]): boolean | Promise<boolean>;
  /** Resolves once everything is kept that was processed before. */
  stop(): Promise<void>;
}
