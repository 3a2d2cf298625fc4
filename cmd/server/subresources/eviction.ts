import {
  isConflict,
  newBadRequest,
  newForbidden,
  newNotFound,
  newTooManyRequests,
  StatusError,
} from "../../../apimachinery/api/errors/index.js";
import { labelSelectorAsSelector } from "../../../apimachinery/labels/index.js";
import type { DeleteOptions, Status } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { formatTime } from "../../../apimachinery/scalars/index.js";
import type { Pod } from "../../../apis/core/v1/types.js";
import type { Eviction, PodDisruptionBudget } from "../../../apis/policy/v1/types.js";
import type { BoundCreate, BoundSubresource } from "../../../apiserver/endpoints/index.js";
import type { ResourceRegistry, Store } from "../../../apiserver/registry/index.js";

const PODS = { group: "", resource: "pods" };
const BUDGETS = { group: "policy", resource: "poddisruptionbudgets" };
const REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";
const RETRY_SECONDS = 10;
const MAX_ATTEMPTS = 20;
// So many evictions that nobody has taken notice of mean that the budgets' controller does not run.
const MAX_DISRUPTED_PODS = 2000;

/**
 * POST to `pods/NAME/eviction`: deletes the pod unless its disruption budget is used up.
 * @see kubernetes/kubernetes pkg/registry/core/pod/storage/eviction.go
 */
export function evictions(registry: ResourceRegistry): BoundSubresource {
  return {
    create: async (ctx, body) => {
      const pods = registry.store(PODS);
      if (pods === undefined) throw newNotFound(PODS, ctx.name);
      return new PodEviction(ctx, pods, registry).run(body as unknown as Eviction);
    },
  };
}

class PodEviction {
  readonly #ctx: BoundCreate;
  readonly #pods: Store;
  readonly #registry: ResourceRegistry;

  constructor(ctx: BoundCreate, pods: Store, registry: ResourceRegistry) {
    this.#ctx = ctx;
    this.#pods = pods;
    this.#registry = registry;
  }

  async run(eviction: Eviction): Promise<RuntimeObject> {
    const { name } = this.#ctx;
    if (eviction.metadata.name !== name) throw newBadRequest("name in URL does not match name in Eviction object");
    const options = this.#deleteOptions(eviction);
    const pod = await this.#deleteUnlessBudgeted(options);
    if (pod === undefined) return success();
    const budgets = await this.#budgetsOf(pod);
    if (budgets.length > 1) return severalBudgets();
    const budget = budgets[0];
    const guarded = budget !== undefined && isGuarded(pod, budget);
    if (guarded) await this.#spend(budget.metadata.name ?? "", isDry(options));
    // An unready pod may be deleted only as long as it is unready.
    const pinned = budget !== undefined && !guarded;
    try {
      await this.#delete(pinned ? withVersion(options, pod.metadata.resourceVersion ?? "") : options);
    } catch (err) {
      if (pinned && isConflict(err) && versionOf(options) === undefined) {
        throw stillProcessed(budget.metadata.name ?? "");
      }
      throw err;
    }
    return success();
  }

  /** The eviction's options, dry if the request is. @throws StatusError 400 */
  #deleteOptions({ deleteOptions }: Eviction): DeleteOptions {
    const { dryRun } = this.#ctx.options;
    const options = (deleteOptions ?? { kind: "DeleteOptions", apiVersion: "v1" }) as DeleteOptions;
    const [asked = [], given = []] = [dryRun, options.dryRun];
    if (given.length === 0) return asked.length === 0 ? options : { ...options, dryRun: [...asked] };
    if (asked.length > 0 && JSON.stringify(asked) !== JSON.stringify(given)) {
      const [one, other] = [asked, given].map((list) => `[${list.join(" ")}]`);
      throw newBadRequest(`Non-matching dry-run options in request and content: ${one} and ${other}`);
    }
    return options;
  }

  /** Deletes a pod whose end disrupts nothing, and returns any other one. */
  async #deleteUnlessBudgeted(options: DeleteOptions): Promise<DeepReadonly<Pod> | undefined> {
    const given = versionOf(options) !== undefined;
    for (let attempt = 1; ; attempt++) {
      const pod = await this.#pod();
      const phase = pod.status?.phase ?? "";
      const ended = ["Succeeded", "Failed"].includes(phase) || pod.metadata.deletionTimestamp != null;
      if (!ended && phase !== "Pending") return pod;
      try {
        // A pending pod may just become one that counts.
        const pinned = !ended && !given;
        await this.#delete(pinned ? withVersion(options, pod.metadata.resourceVersion ?? "") : options);
        return undefined;
      } catch (err) {
        if (given || !isConflict(err) || attempt === MAX_ATTEMPTS) throw err;
      }
    }
  }

  async #pod(): Promise<DeepReadonly<Pod>> {
    const { namespace, name, signal } = this.#ctx;
    const stored = await this.#pods.get(namespace, name, { resourceVersion: "", ...(signal && { signal }) });
    return stored.decoded() as unknown as DeepReadonly<Pod>;
  }

  async #delete(options: DeleteOptions): Promise<void> {
    await this.#pods.delete({ ...this.#ctx, dryRun: isDry(options) }, { name: this.#ctx.name, options });
  }

  async #budgetsOf(pod: DeepReadonly<Pod>): Promise<readonly DeepReadonly<PodDisruptionBudget>[]> {
    const { namespace, signal } = this.#ctx;
    const budgets = await this.#registry.list(BUDGETS, namespace, signal === undefined ? {} : { signal });
    return (budgets as unknown as readonly DeepReadonly<PodDisruptionBudget>[]).filter(({ spec }) =>
      selects(spec?.selector, pod.metadata.labels ?? {}),
    );
  }

  /** Takes one disruption from the budget and notes the pod, so that the budget's controller knows. */
  async #spend(name: string, dryRun: boolean): Promise<void> {
    const store = this.#registry.store(BUDGETS);
    if (store === undefined) return;
    const { now, name: podName } = this.#ctx;
    await store.update(
      { ...this.#ctx, version: "v1", dryRun },
      {
        name,
        strategy: store.strategyOf("status"),
        transform: (current) => {
          if (current === undefined) throw newNotFound(BUDGETS, name);
          const budget = structuredClone(current.decoded()) as unknown as PodDisruptionBudget;
          spendOne(budget, podName, now);
          return budget as unknown as KubeObject;
        },
      },
    );
  }
}

/** A pod that is not healthy does not count, unless the budget says that it may only go while enough others are. */
function isGuarded(pod: DeepReadonly<Pod>, { spec, status }: DeepReadonly<PodDisruptionBudget>): boolean {
  if ((pod.status?.conditions ?? []).some(({ type, status: is }) => type === "Ready" && is === "True")) return true;
  if (spec?.unhealthyPodEvictionPolicy === "AlwaysAllow") return false;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return !(currentHealthy >= desiredHealthy && desiredHealthy > 0);
}

function spendOne(budget: PodDisruptionBudget, pod: string, now: number): void {
  const { name = "", generation = 0 } = budget.metadata;
  const status = budget.status;
  if (status === undefined || (status.observedGeneration ?? 0) < generation) throw stillProcessed(name);
  const forbidden = (why: string): StatusError =>
    newForbidden({ ...BUDGETS, resource: "poddisruptionbudget" }, name, why);
  const allowed = status.disruptionsAllowed ?? 0;
  if (allowed < 0) throw forbidden("pdb disruptions allowed is negative");
  if (Object.keys(status.disruptedPods ?? {}).length > MAX_DISRUPTED_PODS) {
    throw forbidden("DisruptedPods map too big - too many evictions not confirmed by PDB controller");
  }
  if (allowed === 0) throw usedUp(name, status);
  status.disruptionsAllowed = allowed - 1;
  if (status.disruptionsAllowed === 0) noteInsufficient(status, now);
  status.disruptedPods = { ...status.disruptedPods, [pod]: formatTime(now) };
}

type BudgetStatus = NonNullable<PodDisruptionBudget["status"]>;
const ALLOWED = "DisruptionAllowed";

function noteInsufficient(status: BudgetStatus, now: number): void {
  const conditions = status.conditions ?? [];
  const old = conditions.find(({ type }) => type === ALLOWED);
  const condition = {
    type: ALLOWED,
    status: "False" as const,
    reason: "InsufficientPods",
    message: "",
    lastTransitionTime: old?.status === "False" ? old.lastTransitionTime : formatTime(now),
    ...(status.observedGeneration === undefined ? {} : { observedGeneration: status.observedGeneration }),
  };
  status.conditions =
    old === undefined ? [...conditions, condition] : conditions.map((one) => (one === old ? condition : one));
}

function usedUp(name: string, { conditions = [], currentHealthy = 0, desiredHealthy = 0 }: BudgetStatus): StatusError {
  const failed = conditions.find(({ type, reason }) => type === ALLOWED && reason === "SyncFailed");
  const budget = `The disruption budget ${name}`;
  if (failed?.status === "False") {
    return refused(`${budget} does not allow evicting pods currently because it failed sync: ${failed.message}`);
  }
  if (currentHealthy <= desiredHealthy) {
    return refused(`${budget} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`);
  }
  return refused(`${budget} does not allow evicting pods currently`);
}

function stillProcessed(name: string): StatusError {
  return refused(`The disruption budget ${name} is still being processed by the server.`, RETRY_SECONDS);
}

function refused(cause: string, retryAfterSeconds?: number): StatusError {
  const { status } = newTooManyRequests(REFUSED, retryAfterSeconds);
  const causes = [{ reason: "DisruptionBudget", message: cause }];
  return new StatusError({ ...status, details: { ...status.details, causes } });
}

/** An empty selector of a budget of old matches nothing. */
function selects(
  selector: DeepReadonly<PodDisruptionBudget["spec"] & object>["selector"],
  labels: { readonly [key: string]: string },
): boolean {
  const isEmpty = Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;
  if (selector === undefined || isEmpty) return false;
  try {
    return labelSelectorAsSelector(selector).matches(labels);
  } catch {
    // It was refused when it was written; one that is there nevertheless selects nothing.
    return false;
  }
}

function isDry({ dryRun = [] }: DeleteOptions): boolean {
  return dryRun.length > 0;
}

function versionOf(options: DeleteOptions): string | undefined {
  return options.preconditions?.resourceVersion;
}

function withVersion(options: DeleteOptions, resourceVersion: string): DeleteOptions {
  return { ...options, preconditions: { ...options.preconditions, resourceVersion } };
}

function success(): RuntimeObject {
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 } as Status as RuntimeObject;
}

function severalBudgets(): RuntimeObject {
  const message = "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
  const status: Status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, code: 500 };
  return status as RuntimeObject;
}
