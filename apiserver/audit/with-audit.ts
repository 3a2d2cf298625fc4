import type { MaybePromise } from "../../apimachinery/promises/index.js";
import { newInternalError } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { RequestContext } from "../endpoints/request/request-context.js";
import type { AuditMetrics } from "./audit-metrics.js";
import { AuditRecord } from "./audit-record.js";
import type { AuditPolicyEvaluator } from "./policy.js";
import { ResponseBody, type DecodeProtobuf } from "./response-body.js";
import { isAtLeast, type AuditBackend, type AuditStage } from "./types.js";

/** What the filters need of a request. */
export interface AuditedRequest extends RequestContext {
  readonly response: RequestContext["response"] & {
    observe(observer: {
      head(status: number, contentType: string): void;
      body?: ((chunk: Uint8Array) => void) | undefined;
    }): void;
  };
}

export interface AuditDeps<R extends AuditedRequest> {
  readonly policy: AuditPolicyEvaluator;
  readonly backend: AuditBackend;
  readonly metrics: AuditMetrics;
  readonly clock: Clock;
  readonly isLongRunning: (request: R) => boolean;
  /** Sends the Status that stands for an error. */
  readonly answerError: (request: R, err: unknown) => void;
  readonly decodeProtobuf?: DecodeProtobuf | undefined;
}

const BAD_REQUEST = 400;

type Serve<R> = (request: R) => MaybePromise<void>;

/**
 * Records requests as the policy says: when they come, when a long-running one begins to be answered, and when they end.
 * Runs after authentication, whose user it records.
 * @see kubernetes/apiserver pkg/endpoints/filters/audit.go
 */
export function withAudit<R extends AuditedRequest>(deps: AuditDeps<R>): (next: Serve<R>) => Serve<R> {
  return (next) => (request) => {
    const record = recordOf(deps, request);
    if (record === undefined) return next(request);
    return audited(deps, record, request, next);
  };
}

/**
 * Records requests whose authentication failed, around the answer that says so.
 * @see kubernetes/apiserver pkg/endpoints/filters/authn_audit.go
 */
export function withRefusalAudit<R extends AuditedRequest>(deps: AuditDeps<R>): (next: Serve<R>) => Serve<R> {
  return (next) => async (request) => {
    const record = recordOf(deps, request);
    if (record === undefined) return next(request);
    const body = new ResponseBody(isAtLeast(record.decision.level, "RequestResponse"));
    request.response.observe(observerOf(record, body));
    await next(request);
    finish(deps, record, body);
    await emitter(deps, record)("ResponseStarted");
  };
}

function recordOf<R extends AuditedRequest>(deps: AuditDeps<R>, request: R): AuditRecord | undefined {
  const decision = deps.policy.decide(request.requestInfo, request.user);
  deps.metrics.observeLevel(decision.level);
  return decision.level === "None" ? undefined : new AuditRecord(request, decision, deps.clock);
}

function emitter<R extends AuditedRequest>(
  { backend, metrics }: AuditDeps<R>,
  record: AuditRecord,
): (stage: AuditStage) => Promise<boolean> | boolean {
  return (stage) => {
    if (!record.decision.stages.has(stage)) return true;
    metrics.events.inc();
    return backend.process([record.eventAt(stage)]);
  };
}

async function audited<R extends AuditedRequest>(
  deps: AuditDeps<R>,
  record: AuditRecord,
  request: R,
  next: Serve<R>,
): Promise<void> {
  const emit = emitter(deps, record);
  if (!(await emit("RequestReceived"))) {
    deps.metrics.rejectedRequests.inc();
    deps.answerError(request, newInternalError("failed to store audit event"));
    return;
  }
  request.audit = record;
  const longRunning = deps.isLongRunning(request);
  const body = new ResponseBody(isAtLeast(record.decision.level, "RequestResponse"));
  const observer = observerOf(record, body);
  let started: Promise<boolean> | boolean | undefined;
  request.response.observe({
    head: (status, contentType) => {
      observer.head(status, contentType);
      // What a refusal says is known a moment later.
      if (!longRunning || status >= BAD_REQUEST) return;
      observer.body = undefined;
      started = emit("ResponseStarted");
    },
    body: (chunk) => observer.body?.(chunk),
  });
  try {
    await next(request);
  } catch (err) {
    record.panicked(err);
    await emit("Panic");
    throw err;
  }
  finish(deps, record, body);
  if (record.responseStatus === undefined) record.closedEarly();
  if (longRunning) await (started ?? emit("ResponseStarted"));
  await emit("ResponseComplete");
}

function observerOf(record: AuditRecord, body: ResponseBody): Parameters<AuditedRequest["response"]["observe"]>[0] {
  return {
    head: (status, contentType) => {
      record.responseCode(status);
      body.begin(contentType);
    },
    body: (chunk) => body.add(chunk),
  };
}

function finish<R extends AuditedRequest>(
  { decodeProtobuf }: AuditDeps<R>,
  record: AuditRecord,
  body: ResponseBody,
): void {
  const object = body.object(decodeProtobuf);
  if (object !== undefined) record.responseObject(object);
}
