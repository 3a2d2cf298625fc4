import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, NONE, selector, since } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { CronJob } from "./v1/types.js";
import { validateCronJob } from "./validation.js";

/**
 * Business rules of CronJob.
 * @see kubernetes/kubernetes pkg/registry/batch/cronjob/strategy.go
 */
export const cronJobStrategy: StrategyHooks<CronJob> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, job) {
    job.status = {};
  },
  validate: (_ctx, job) => validateCronJob(job),
  validateUpdate: (_ctx, job) => validateCronJob(job),
  tableCells: {
    Schedule: ({ spec }) => spec?.schedule ?? "",
    Timezone: ({ spec }) => spec?.timeZone ?? NONE,
    Suspend: ({ spec }) => (spec?.suspend === undefined ? "<unset>" : spec.suspend ? "True" : "False"),
    Active: ({ status }) => (status?.active ?? []).length,
    "Last Schedule": ({ status }, now) =>
      status?.lastScheduleTime == null ? NONE : since(status.lastScheduleTime, now),
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<CronJob>) => spec?.jobTemplate.spec?.template.spec?.containers),
    Selector: ({ spec }) => selector(spec?.jobTemplate.spec?.selector),
  },
};
