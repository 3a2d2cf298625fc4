import type { CronJob, Job, PodFailurePolicyOnPodConditionsPattern } from "./types.js";

const BACKOFF_LIMIT = 6;
const MAX_INT32 = 2 ** 31 - 1;

/** @see kubernetes/kubernetes pkg/apis/batch/v1/defaults.go */
export function SetDefaults_Job(obj: Job): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  // One pod that has to succeed, unless one of the two numbers says otherwise.
  if (spec.completions === undefined && spec.parallelism === undefined) {
    spec.completions = 1;
    spec.parallelism = 1;
  }
  spec.parallelism ??= 1;
  spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? BACKOFF_LIMIT : MAX_INT32;
  const labels = spec.template?.metadata?.labels;
  if (labels !== undefined && Object.keys(obj.metadata.labels ?? {}).length === 0) obj.metadata.labels = { ...labels };
  spec.completionMode ??= "NonIndexed";
  spec.suspend ??= false;
  spec.podReplacementPolicy ??= spec.podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed";
  spec.manualSelector ??= false;
}

export function SetDefaults_CronJob(obj: CronJob): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  spec.concurrencyPolicy ||= "Allow";
  spec.suspend ??= false;
  spec.successfulJobsHistoryLimit ??= 3;
  spec.failedJobsHistoryLimit ??= 1;
}

export function SetDefaults_PodFailurePolicyOnPodConditionsPattern(obj: PodFailurePolicyOnPodConditionsPattern): void {
  obj.status ||= "True";
}
