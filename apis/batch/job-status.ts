import {
  duplicate,
  FieldError,
  invalid,
  OMIT_VALUE,
  Path,
  required,
  semanticEqualJSON,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { Job, JobSpec, JobStatus, UncountedTerminatedPods } from "./v1/types.js";

const STATUS = Path.of("status");
const CONDITIONS = STATUS.child("conditions");
const TERMINAL = ["Failed", "Complete", "FailureTarget"] as const;
const COUNTERS = ["active", "succeeded", "failed", "ready", "terminating"] as const;

/** A status with what is asked of it again and again. */
class StatusView {
  readonly spec: DeepReadonly<JobSpec>;
  readonly status: DeepReadonly<JobStatus>;

  constructor({ spec, status }: DeepReadonly<Job>) {
    this.spec = spec ?? { template: {} };
    this.status = status ?? {};
  }

  has(type: string): boolean {
    return (this.status.conditions ?? []).some((one) => one.type === type && one.status === "True");
  }

  get finished(): boolean {
    return this.has("Complete") || this.has("Failed");
  }

  get startTime(): string | undefined {
    return this.status.startTime ?? undefined;
  }

  get completionTime(): string | undefined {
    return this.status.completionTime ?? undefined;
  }
}

/**
 * A status that its controller writes: what is set once stays, and nothing contradicts the rest. Rules look only at what
 * the update changes.
 * @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, ValidateJobStatusUpdate, and
 * pkg/registry/batch/job/strategy.go, getStatusValidationOptions
 */
export function validateJobStatusUpdate(job: DeepReadonly<Job>, oldJob: DeepReadonly<Job>): ErrorList {
  const [now, old] = [new StatusView(job), new StatusView(oldJob)];
  return [
    ...validateCounters(now.status),
    ...validateCompletion(now, old),
    ...validateFinished(now, old),
    ...validateIndexes(now, old),
    ...validateCriteria(now),
    ...validateTransitions(now, old),
  ];
}

function contradiction(message: string): FieldError {
  return new FieldError("FieldValueInvalid", CONDITIONS, OMIT_VALUE, message);
}

function changes(now: StatusView, old: StatusView, type: string): boolean {
  return now.has(type) !== old.has(type);
}

function validateCounters(status: DeepReadonly<JobStatus>): ErrorList {
  const errs = COUNTERS.flatMap((field) => validateNonnegative(status[field] ?? 0, STATUS.child(field)));
  const uncounted: DeepReadonly<UncountedTerminatedPods> = status.uncountedTerminatedPods ?? {};
  for (const field of ["succeeded", "failed"] as const) {
    const uids = uncounted[field] ?? [];
    uids.forEach((uid, i) => {
      const path = STATUS.child("uncountedTerminatedPods", field).index(i);
      if (uid === "") errs.push(invalid(path, uid, "must not be empty"));
      else if (uids.indexOf(uid) < i) errs.push(duplicate(path, uid));
    });
  }
  return errs;
}

function validateCompletion(now: StatusView, old: StatusView): ErrorList {
  const errs: ErrorList = [];
  const path = STATUS.child("completionTime");
  const completes = changes(now, old, "Complete");
  const [start, end] = [now.startTime, now.completionTime];
  const endChanges = end !== old.completionTime;
  if ((completes || changes(now, old, "Failed")) && now.has("Complete") && now.has("Failed")) {
    errs.push(contradiction("cannot set Complete=True and Failed=true conditions"));
  }
  if ((completes || changes(now, old, "FailureTarget")) && now.has("Complete") && now.has("FailureTarget")) {
    errs.push(contradiction("cannot set Complete=True and FailureTarget=true conditions"));
  }
  if (completes || endChanges) {
    if (end !== undefined && !now.has("Complete")) {
      errs.push(invalid(path, end, "cannot set completionTime when there is no Complete=True condition"));
    }
    if (end === undefined && now.has("Complete")) {
      errs.push(required(path, "completionTime is required for Complete jobs"));
    }
  }
  if (start === undefined || end === undefined || (!endChanges && start === old.startTime)) return errs;
  if (Date.parse(end) < Date.parse(start)) errs.push(invalid(path, end, "must be equal to or after `startTime`"));
  return errs;
}

function validateFinished(now: StatusView, old: StatusView): ErrorList {
  const errs: ErrorList = [];
  const { active = 0, terminating = 0, ready, uncountedTerminatedPods: uncounted } = now.status;
  const finishes = now.finished !== old.finished;
  const fails = changes(now, old, "Failed") || now.status.failedIndexes !== old.status.failedIndexes;
  if (fails && now.has("Failed") && !now.has("FailureTarget")) {
    errs.push(contradiction("cannot set Failed=True condition without the FailureTarget=true condition"));
  }
  const succeeds = changes(now, old, "Complete") || changes(now, old, "SuccessCriteriaMet");
  if (succeeds && now.has("Complete") && !now.has("SuccessCriteriaMet")) {
    errs.push(contradiction("cannot set Complete=True condition without the SuccessCriteriaMet=true condition"));
  }
  const activeChanges = active !== (old.status.active ?? 0);
  if ((finishes || activeChanges) && active > 0 && now.finished) {
    errs.push(invalid(STATUS.child("active"), active, "active>0 is invalid for finished job"));
  }
  const neverStarts = now.spec.suspend === true && now.spec.completions === 0;
  const startChanges = now.startTime !== old.startTime;
  if ((finishes || startChanges) && !neverStarts && now.startTime === undefined && now.finished) {
    errs.push(required(STATUS.child("startTime"), "startTime is required for finished job"));
  }
  const uncountedChanges = !semanticEqualJSON(uncounted, old.status.uncountedTerminatedPods);
  const left = (uncounted?.failed ?? []).length + (uncounted?.succeeded ?? []).length;
  if ((finishes || uncountedChanges) && now.finished && left > 0) {
    const value = { Succeeded: uncounted?.succeeded ?? null, Failed: uncounted?.failed ?? null };
    errs.push(invalid(STATUS.child("uncountedTerminatedPods"), value, "must be empty for finished job"));
  }
  if ((finishes || terminating !== (old.status.terminating ?? 0)) && terminating > 0 && now.finished) {
    errs.push(invalid(STATUS.child("terminating"), terminating, "terminating>0 is invalid for finished job"));
  }
  if ((activeChanges || ready !== old.status.ready) && ready !== undefined && ready > active) {
    errs.push(invalid(STATUS.child("ready"), ready, "cannot set more ready pods than active"));
  }
  return errs;
}

function validateIndexes(now: StatusView, old: StatusView): ErrorList {
  const errs: ErrorList = [];
  const { completedIndexes = "", failedIndexes } = now.status;
  if (completedIndexes !== (old.status.completedIndexes ?? "") && completedIndexes !== "") {
    if (now.spec.completionMode !== "Indexed") {
      const message = "cannot set non-empty completedIndexes when non-indexed completion mode";
      errs.push(invalid(STATUS.child("completedIndexes"), completedIndexes, message));
    }
  }
  if (failedIndexes === old.status.failedIndexes || failedIndexes === undefined) return errs;
  if (now.spec.backoffLimitPerIndex !== undefined) return errs;
  const message = "cannot set non-null failedIndexes when backoffLimitPerIndex is null";
  return [...errs, invalid(STATUS.child("failedIndexes"), failedIndexes, message)];
}

function validateCriteria(now: StatusView): ErrorList {
  const errs: ErrorList = [];
  const met = now.has("SuccessCriteriaMet");
  for (const type of ["Failed", "FailureTarget"]) {
    if (met && now.has(type)) {
      errs.push(contradiction(`cannot set SuccessCriteriaMet=True and ${type}=true conditions`));
    }
  }
  if (now.spec.successPolicy === undefined || met || !now.has("Complete")) return errs;
  const message = "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True";
  return [...errs, contradiction(message)];
}

function validateTransitions(now: StatusView, old: StatusView): ErrorList {
  const errs: ErrorList = [];
  for (const type of TERMINAL) {
    if (old.has(type) && !now.has(type)) {
      errs.push(contradiction(`cannot disable the terminal ${type}=True condition`));
    }
  }
  const { spec } = now;
  // An indexed job that shrinks has fewer pods that succeeded.
  const mayShrink = spec.completionMode === "Indexed" && spec.completions === spec.parallelism;
  for (const field of mayShrink ? (["failed"] as const) : (["failed", "succeeded"] as const)) {
    const count = now.status[field] ?? 0;
    if (count >= (old.status[field] ?? 0)) continue;
    errs.push(invalid(STATUS.child(field), count, `cannot decrease the ${field} counter`));
  }
  const end = now.completionTime;
  if (end !== undefined && old.completionTime !== undefined && end !== old.completionTime) {
    errs.push(invalid(STATUS.child("completionTime"), end, "field is immutable"));
  }
  if (old.startTime !== undefined && now.startTime !== old.startTime && spec.suspend !== true) {
    const message = "field is immutable for unsuspended job once set";
    errs.push(invalid(STATUS.child("startTime"), now.status.startTime, message));
  }
  if (old.has("SuccessCriteriaMet") && !now.has("SuccessCriteriaMet")) {
    errs.push(contradiction("cannot disable the SuccessCriteriaMet=True condition"));
  }
  if (old.has("Complete") && !old.has("SuccessCriteriaMet") && now.has("SuccessCriteriaMet")) {
    errs.push(contradiction("cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions"));
  }
  return errs;
}
