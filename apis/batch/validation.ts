import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  notSupported,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { validatePodTemplateSpec } from "../core/validation/pod-spec.js";
import { scheduleError } from "./cron-schedule.js";
import type { CronJob, Job, JobSpec } from "./v1/types.js";

const SPEC = Path.of("spec");
const RESTART_POLICIES = 'valid values: "OnFailure", "Never"';
const CONCURRENCY = ["Allow", "Forbid", "Replace"];
// A job's name is that of the cron job and eleven characters more, and has to fit a label.
const MAX_NAME = 52;

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validateJobSpec */
export function validateJob({ spec }: DeepReadonly<Job>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  const errs = validateJobSpec(spec, SPEC);
  if (spec.selector === undefined) errs.push(required(SPEC.child("selector"), ""));
  else errs.push(...validateLabelSelector(spec.selector, {}, SPEC.child("selector")));
  return errs;
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
  if (spec.completionMode === "Indexed" && spec.completions === undefined) {
    errs.push(required(path.child("completions"), "when completion mode is Indexed"));
  }
  const template = path.child("template");
  errs.push(...validatePodTemplateSpec(spec.template ?? {}, template));
  const policy = spec.template?.spec?.restartPolicy;
  const place = template.child("spec", "restartPolicy");
  if (policy === undefined || policy === "Always") errs.push(required(place, RESTART_POLICIES));
  else if (policy !== "OnFailure" && policy !== "Never") errs.push(notSupported(place, policy, ["OnFailure", "Never"]));
  return errs;
}

/** What a job has to do does not change; a suspended one may still get other resources and labels. */
export function validateJobUpdate(job: DeepReadonly<Job>, old: DeepReadonly<Job>): ErrorList {
  const errs = validateJob(job);
  const waiting = old.spec?.suspend === true && old.status?.startTime == null;
  const fields = ["completions", "selector", "template", "completionMode", "podFailurePolicy", "managedBy"] as const;
  for (const field of fields) {
    if (field === "template" && waiting) continue;
    if (semanticEqualJSON(job.spec?.[field], old.spec?.[field])) continue;
    errs.push(invalid(SPEC.child(field), job.spec?.[field], FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
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
  if (job !== undefined) errs.push(...validateJobSpec(job, SPEC.child("jobTemplate", "spec")));
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
