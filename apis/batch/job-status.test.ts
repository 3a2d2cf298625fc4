import assert from "node:assert/strict";
import { test } from "node:test";
import { validateJobStatusUpdate } from "./job-status.js";
import type { Job, JobSpec, JobStatus } from "./v1/types.js";

const on = (...types: string[]): Pick<JobStatus, "conditions"> => ({
  conditions: types.map((type) => ({ type, status: "True" as const })),
});
const START = "2026-01-01T00:00:00Z";
const END = "2026-01-01T00:01:00Z";
const done: JobStatus = {
  ...on("SuccessCriteriaMet", "Complete"),
  startTime: START,
  completionTime: END,
  succeeded: 1,
};

const cases: readonly {
  name: string;
  old?: JobStatus;
  now: JobStatus;
  spec?: Partial<JobSpec>;
  want: readonly string[];
}[] = [
  { name: "a job completes", now: done, want: [] },
  {
    name: "negative and repeated",
    now: { active: -1, uncountedTerminatedPods: { failed: ["a", "a", ""] } },
    want: [
      "status.active: Invalid value: -1: must be greater than or equal to 0",
      'status.uncountedTerminatedPods.failed[1]: Duplicate value: "a"',
      'status.uncountedTerminatedPods.failed[2]: Invalid value: "": must not be empty',
    ],
  },
  {
    name: "complete without the rest",
    now: on("Complete"),
    want: [
      "status.completionTime: Required value: completionTime is required for Complete jobs",
      "status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
      "status.startTime: Required value: startTime is required for finished job",
    ],
  },
  {
    name: "failed and active",
    now: { ...on("Failed"), startTime: START, active: 1, ready: 2 },
    want: [
      "status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition",
      "status.active: Invalid value: 1: active>0 is invalid for finished job",
      "status.ready: Invalid value: 2: cannot set more ready pods than active",
    ],
  },
  {
    name: "ended before it began",
    now: { ...done, completionTime: "2025-01-01T00:00:00Z" },
    want: ['status.completionTime: Invalid value: "2025-01-01T00:00:00Z": must be equal to or after `startTime`'],
  },
  {
    name: "goes on after its end",
    old: done,
    now: { startTime: START, succeeded: 0 },
    want: [
      "status.conditions: Invalid value: cannot disable the terminal Complete=True condition",
      "status.succeeded: Invalid value: 0: cannot decrease the succeeded counter",
      "status.conditions: Invalid value: cannot disable the SuccessCriteriaMet=True condition",
    ],
  },
  {
    name: "indexes of a job without them",
    now: { completedIndexes: "0", failedIndexes: "1" },
    want: [
      'status.completedIndexes: Invalid value: "0": cannot set non-empty completedIndexes when non-indexed completion mode',
      'status.failedIndexes: Invalid value: "1": cannot set non-null failedIndexes when backoffLimitPerIndex is null',
    ],
  },
  {
    name: "another start",
    old: { startTime: START },
    now: { startTime: END },
    want: [`status.startTime: Invalid value: "${END}": field is immutable for unsuspended job once set`],
  },
];

for (const { name, old = {}, now, spec, want } of cases) {
  test(name, () => {
    const job = (status: JobStatus): Job => ({ metadata: {}, spec: { template: {}, ...spec }, status });
    assert.deepEqual(validateJobStatusUpdate(job(now), job(old)).map(String), want);
  });
}
