import { humanDuration, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, selector } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { validateJobStatusUpdate } from "./job-status.js";
import type { Job } from "./v1/types.js";
import { validateJob, validateJobUpdate } from "./validation.js";

const CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
const JOB_NAME = "batch.kubernetes.io/job-name";

/**
 * Business rules of Job.
 * @see kubernetes/kubernetes pkg/registry/batch/job/strategy.go
 */
export const jobStrategy: StrategyHooks<Job> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, job) {
    job.status = {};
    if (job.spec?.manualSelector !== true) selectOwnPods(job);
  },
  validate: (_ctx, job) => validateJob(job),
  validateUpdate: (_ctx, job, old) => validateJobUpdate(job, old),
  status: { validateUpdate: (_ctx, job, old) => validateJobStatusUpdate(job, old) },
  tableCells: {
    Status: (job) => status(job),
    Completions: (job) => completions(job),
    Duration: ({ status: { startTime, completionTime } = {} }, now) =>
      startTime == null
        ? ""
        : humanDuration((completionTime == null ? now : Date.parse(completionTime)) - Date.parse(startTime)),
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<Job>) => spec?.template.spec?.containers),
    Selector: ({ spec }) => selector(spec?.selector),
  },
  selectableFields: ({ status: { succeeded = 0 } = {} }) => ({ "status.successful": String(succeeded) }),
};

/** Labels that only pods of this job have; the short names are those of older controllers. */
function selectOwnPods(job: Job): void {
  const spec = job.spec;
  if (spec === undefined) return;
  const uid = job.metadata.uid ?? "";
  const name = job.metadata.name ?? "";
  const metadata = ((spec.template ??= {}).metadata ??= {});
  const labels = (metadata.labels ??= {});
  labels["controller-uid"] = uid;
  labels[CONTROLLER_UID] = uid;
  labels["job-name"] = name;
  labels[JOB_NAME] = name;
  ((spec.selector ??= {}).matchLabels ??= {})[CONTROLLER_UID] = uid;
  if (Object.keys(job.metadata.labels ?? {}).length === 0) job.metadata.labels = { ...labels };
}

function status({ metadata, status: { conditions = [] } = {} }: DeepReadonly<Job>): string {
  const has = (type: string): boolean => conditions.some((one) => one.type === type && one.status === "True");
  if (has("Complete")) return "Complete";
  if (has("Failed")) return "Failed";
  if (metadata.deletionTimestamp != null) return "Terminating";
  return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].find(has) ?? "Running";
}

function completions({ spec, status: { succeeded = 0 } = {} }: DeepReadonly<Job>): string {
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}
