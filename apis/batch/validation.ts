import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isDomainPrefixedPath,
  labelSelectorAsSelector,
  notSupported,
  Path,
  required,
  tooLong,
  semanticEqualJSON,
  validateLabelSelector,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goBatch } from "./go-types.js";
import { validatePodFailurePolicy, validateSuccessPolicy } from "./job-policies.js";
import { validatePodTemplateSpec } from "../core/validation/pod-spec.js";
import { scheduleError } from "./cron-schedule.js";
import type { CronJob, Job, JobSpec } from "./v1/types.js";

const SPEC = Path.of("spec");
const RESTART_POLICIES = 'valid values: "OnFailure", "Never"';
const CONCURRENCY = ["Allow", "Forbid", "Replace"];
const REPLACEMENTS = ["Failed", "TerminatingOrFailed"];
const MAX_PARALLELISM = 100_000;
const MAX_FAILED_INDEXES = 100_000;
// From here on, jobs of single indexes that may fail are bounded further.
const MANY_COMPLETIONS = 100_000;
const MAX_OF_MANY = 10_000;
const MAX_MANAGER_LENGTH = 63;
// A job's name is that of the cron job and eleven characters more, and has to fit a label.
const MAX_NAME = 52;
/** What of a job does not change, in the order of checking, and the Go type of what is no plain value. */
const IMMUTABLE: readonly (readonly [field: keyof JobSpec, type?: string])[] = [
  ["completions"],
  ["selector"],
  ["template", "PodTemplateSpec"],
  ["completionMode"],
  ["podFailurePolicy", "PodFailurePolicy"],
  ["backoffLimitPerIndex"],
  ["managedBy"],
  ["successPolicy", "SuccessPolicy"],
];

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validateJobSpec */
export function validateJob({ spec }: DeepReadonly<Job>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  const errs = validateJobSpec(spec, SPEC);
  const path = SPEC.child("selector");
  if (spec.selector === undefined) return [...errs, required(path, "")];
  const found = validateLabelSelector(spec.selector, {}, path);
  errs.push(...found);
  if (found.length > 0) return errs;
  const labels = spec.template?.metadata?.labels ?? {};
  if (labelSelectorAsSelector(spec.selector).matches(labels)) return errs;
  const message = "`selector` does not match template `labels`";
  return [...errs, invalid(SPEC.child("template", "metadata", "labels"), labels, message)];
}

function validateJobSpec(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const errs: ErrorList = [];
  for (const field of [
    "parallelism",
    "completions",
    "activeDeadlineSeconds",
    "backoffLimit",
    "ttlSecondsAfterFinished",
    "backoffLimitPerIndex",
    "maxFailedIndexes",
  ] as const) {
    const value = spec[field];
    if (value !== undefined) errs.push(...validateNonnegative(value, path.child(field)));
  }
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) {
    errs.push(required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified"));
  }
  errs.push(...validateManagedBy(spec.managedBy, path.child("managedBy")));
  errs.push(...validateMode(spec, path));
  if (spec.podFailurePolicy !== undefined) errs.push(...validatePodFailurePolicy(spec, path.child("podFailurePolicy")));
  if (spec.successPolicy !== undefined) errs.push(...validateSuccessPolicy(spec, path.child("successPolicy")));
  errs.push(...validateReplacement(spec, path.child("podReplacementPolicy")));
  errs.push(...validatePodTemplateSpec(spec.template ?? {}, path.child("template")));
  return [...errs, ...validateRestartPolicy(spec, path.child("template", "spec", "restartPolicy"))];
}

function validateManagedBy(manager: string | undefined, path: Path): ErrorList {
  if (manager === undefined) return [];
  const errs = isDomainPrefixedPath(path, manager);
  if (manager.length > MAX_MANAGER_LENGTH) errs.push(tooLong(path, "", MAX_MANAGER_LENGTH));
  return errs;
}

/** Some fields are for jobs whose pods have numbers, and bounded by how many those are. */
function validateMode(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const { backoffLimitPerIndex, completionMode = "NonIndexed", maxFailedIndexes } = spec;
  if (completionMode === "Indexed") return validateIndexed(spec, path);
  const errs: ErrorList = [];
  if (completionMode !== "NonIndexed") {
    return [notSupported(path.child("completionMode"), completionMode, ["NonIndexed", "Indexed"])];
  }
  const message = "requires indexed completion mode";
  if (backoffLimitPerIndex !== undefined) {
    errs.push(invalid(path.child("backoffLimitPerIndex"), backoffLimitPerIndex, message));
  }
  if (maxFailedIndexes !== undefined) errs.push(invalid(path.child("maxFailedIndexes"), maxFailedIndexes, message));
  return errs;
}

function validateIndexed(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const { completions, maxFailedIndexes: failed, parallelism } = spec;
  const errs: ErrorList = [];
  const atMost = (
    field: "parallelism" | "maxFailedIndexes",
    value: number | undefined,
    max: number,
    rest: string,
  ): void => {
    if (value === undefined || value <= max) return;
    errs.push(invalid(path.child(field), value, `must be less than or equal to ${max}${rest}`));
  };
  if (completions === undefined) errs.push(required(path.child("completions"), "when completion mode is Indexed"));
  atMost("parallelism", parallelism, MAX_PARALLELISM, " when completion mode is Indexed");
  if (completions !== undefined && failed !== undefined && failed > completions) {
    errs.push(invalid(path.child("maxFailedIndexes"), failed, "must be less than or equal to completions"));
  }
  atMost("maxFailedIndexes", failed, MAX_FAILED_INDEXES, "");
  if (completions === undefined || completions <= MANY_COMPLETIONS || spec.backoffLimitPerIndex === undefined)
    return errs;
  if (failed === undefined) {
    const message = `must be specified when completions is above ${MANY_COMPLETIONS}`;
    errs.push(required(path.child("maxFailedIndexes"), message));
  }
  const rest = ` when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  atMost("parallelism", parallelism, MAX_OF_MANY, rest);
  atMost("maxFailedIndexes", failed, MAX_OF_MANY, rest);
  return errs;
}

/** Pods of jobs end; where failures are looked at, they end at their first one. */
function validateRestartPolicy(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const policy = spec.template?.spec?.restartPolicy ?? "Always";
  if (policy === "Always") return [required(path, RESTART_POLICIES)];
  if (policy !== "OnFailure" && policy !== "Never") return [notSupported(path, policy, ["OnFailure", "Never"])];
  if (policy === "Never" || spec.podFailurePolicy === undefined) return [];
  return [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')];
}

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validatePodReplacementPolicy */
function validateReplacement(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const policy = spec.podReplacementPolicy;
  if (policy === undefined) return [];
  const allowed = spec.podFailurePolicy === undefined ? REPLACEMENTS : ["Failed"];
  return allowed.includes(policy) ? [] : [notSupported(path, policy, allowed)];
}

/** What a job has to do does not change; a suspended one may still get other resources and labels. */
export function validateJobUpdate(job: DeepReadonly<Job>, old: DeepReadonly<Job>): ErrorList {
  const errs = validateJob(job);
  const spec: DeepReadonly<JobSpec> = job.spec ?? { template: {} };
  const before: DeepReadonly<JobSpec> = old.spec ?? { template: {} };
  const waiting = before.suspend === true && old.status?.startTime == null;
  for (const [field, type] of IMMUTABLE) {
    if (field === "template" && waiting) continue;
    const value = spec[field];
    if (semanticEqualJSON(value, before[field])) continue;
    if (field === "completions" && spec.completionMode === "Indexed") errs.push(...validateResize(spec));
    else {
      const printed = type === undefined ? value : goBatch.value(type, value as object | undefined);
      errs.push(invalid(SPEC.child(field), printed, FIELD_IMMUTABLE_MESSAGE));
    }
  }
  return errs;
}

/** An indexed job can change its size, when as many pods are to run at a time. */
function validateResize({ completions, parallelism }: DeepReadonly<JobSpec>): ErrorList {
  if (completions === undefined || completions === parallelism) return [];
  return [invalid(SPEC.child("completions"), completions, "can only be modified in tandem with spec.parallelism")];
}

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validateCronJobSpec */
export function validateCronJob({ metadata, spec }: DeepReadonly<CronJob>): ErrorList {
  const errs: ErrorList = [];
  if ((metadata.name ?? "").length > MAX_NAME) {
    errs.push(invalid(Path.of("metadata", "name"), metadata.name, `must be no more than ${MAX_NAME} characters`));
  }
  const schedule = spec?.schedule ?? "";
  if (schedule === "") errs.push(required(SPEC.child("schedule"), ""));
  else {
    const error = scheduleError(schedule);
    if (error !== undefined) errs.push(invalid(SPEC.child("schedule"), schedule, error));
    if (schedule.includes("TZ")) {
      errs.push(
        invalid(SPEC.child("schedule"), schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"),
      );
    }
  }
  for (const field of ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] as const) {
    const value = spec?.[field];
    if (value !== undefined) errs.push(...validateNonnegative(value, SPEC.child(field)));
  }
  errs.push(...validateTimeZone(spec?.timeZone));
  const policy = spec?.concurrencyPolicy ?? "";
  if (policy === "") errs.push(required(SPEC.child("concurrencyPolicy"), ""));
  else if (!CONCURRENCY.includes(policy)) {
    errs.push(notSupported(SPEC.child("concurrencyPolicy"), policy, CONCURRENCY));
  }
  const job = spec?.jobTemplate?.spec;
  return job === undefined ? errs : [...errs, ...validateJobTemplate(job, SPEC.child("jobTemplate", "spec"))];
}

/** Each job gets a selector of its own. */
function validateJobTemplate(job: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const errs = validateJobSpec(job, path);
  if (job.selector !== undefined)
    errs.push(invalid(path.child("selector"), job.selector, "`selector` will be auto-generated"));
  if (job.manualSelector === true) errs.push(notSupported(path.child("manualSelector"), true, ["nil", "false"]));
  return errs;
}

function validateTimeZone(zone: string | undefined): ErrorList {
  if (zone === undefined) return [];
  const path = SPEC.child("timeZone");
  if (zone === "") return [invalid(path, zone, "timeZone must be nil or non-empty string")];
  if (zone.toLowerCase() === "local")
    return [
      invalid(path, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"),
    ];
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return [];
  } catch {
    return [invalid(path, zone, `unknown time zone ${zone}`)];
  }
}
