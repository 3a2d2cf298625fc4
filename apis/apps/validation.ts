import {
  forbidden,
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isValidPercent,
  labelSelectorAsSelector,
  notSupported,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { IntOrString, LabelSelector } from "kindsmith/apimachinery/meta/v1";
import type { PodTemplateSpec } from "../core/v1/types.js";
import { validatePodTemplateSpec } from "../core/validation/pod-spec.js";
import { goApps } from "./go-types.js";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "./v1/types.js";

const SPEC = Path.of("spec");
const TEMPLATE = SPEC.child("template");
const SELECTOR = SPEC.child("selector");

interface WorkloadSpec {
  readonly selector?: DeepReadonly<LabelSelector>;
  readonly template?: DeepReadonly<PodTemplateSpec>;
}

/** The selector is given, is not empty and selects the pods of the template, which run for ever. */
function validateSelectorAndTemplate(spec: WorkloadSpec, kind: string): ErrorList {
  const errs: ErrorList = [];
  const { selector, template = {} } = spec;
  if (selector === undefined) errs.push(required(SELECTOR, ""));
  else {
    errs.push(...validateLabelSelector(selector, {}, SELECTOR));
    if (isEmpty(selector)) errs.push(invalid(SELECTOR, selector, `empty selector is invalid for ${kind}`));
  }
  if (errs.length === 0 && selector !== undefined) {
    const labels = template.metadata?.labels ?? {};
    if (!labelSelectorAsSelector(selector).matches(labels)) {
      errs.push(invalid(TEMPLATE.child("metadata", "labels"), labels, "`selector` does not match template `labels`"));
    }
  }
  errs.push(...validatePodTemplateSpec(template, TEMPLATE));
  const policy = template.spec?.restartPolicy;
  if (policy !== undefined && policy !== "Always") {
    errs.push(notSupported(TEMPLATE.child("spec", "restartPolicy"), policy, ["Always"]));
  }
  if (template.spec?.activeDeadlineSeconds !== undefined) {
    errs.push(
      forbidden(
        TEMPLATE.child("spec", "activeDeadlineSeconds"),
        `activeDeadlineSeconds in ${TITLES[kind]} is not Supported`,
      ),
    );
  }
  return errs;
}

const TITLES: { readonly [kind: string]: string } = {
  deployment: "ReplicaSet",
  replicaset: "ReplicaSet",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
};

function isEmpty(selector: DeepReadonly<LabelSelector>): boolean {
  return Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
}

function notNegative<T extends object>(spec: T, fields: readonly (keyof T & string)[]): ErrorList {
  return fields.flatMap((field) => {
    const value = spec[field];
    return typeof value === "number" ? validateNonnegative(value, SPEC.child(field)) : [];
  });
}

function validateAmount(amount: IntOrString | undefined, path: Path): ErrorList {
  if (amount === undefined) return [];
  if (typeof amount === "number") return validateNonnegative(amount, path);
  return isValidPercent(amount).map((message) => invalid(path, amount, message));
}

function isZero(amount: IntOrString | undefined): boolean {
  return amount === undefined || amount === 0 || amount === "0%";
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec */
export function validateDeployment({ spec }: DeepReadonly<Deployment>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  const errs = notNegative(spec, ["replicas"]);
  errs.push(...validateSelectorAndTemplate(spec, "deployment"));
  const { type, rollingUpdate } = spec.strategy ?? {};
  const path = SPEC.child("strategy");
  if (type === "Recreate") {
    if (rollingUpdate !== undefined) {
      errs.push(forbidden(path.child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'"));
    }
  } else if (type === "RollingUpdate") {
    if (rollingUpdate === undefined)
      errs.push(required(path.child("rollingUpdate"), "this should be defaulted and never be nil"));
    else {
      const place = path.child("rollingUpdate");
      errs.push(...validateAmount(rollingUpdate.maxUnavailable, place.child("maxUnavailable")));
      errs.push(...validateAmount(rollingUpdate.maxSurge, place.child("maxSurge")));
      if (isZero(rollingUpdate.maxUnavailable) && isZero(rollingUpdate.maxSurge)) {
        errs.push(
          invalid(place.child("maxUnavailable"), rollingUpdate.maxUnavailable, "may not be 0 when `maxSurge` is 0"),
        );
      }
    }
  } else
    errs.push(
      notSupported(path, goApps.value("DeploymentStrategy", spec.strategy ?? {}), ["Recreate", "RollingUpdate"]),
    );
  errs.push(...notNegative(spec, ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"]));
  const deadline = spec.progressDeadlineSeconds;
  if (deadline !== undefined && deadline <= (spec.minReadySeconds ?? 0)) {
    errs.push(invalid(SPEC.child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds"));
  }
  return errs;
}

export function validateReplicaSet({ spec }: DeepReadonly<ReplicaSet>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  return [...notNegative(spec, ["replicas", "minReadySeconds"]), ...validateSelectorAndTemplate(spec, "replicaset")];
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDaemonSetSpec */
export function validateDaemonSet({ spec }: DeepReadonly<DaemonSet>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  const errs = validateSelectorAndTemplate(spec, "daemonset");
  errs.push(...notNegative(spec, ["minReadySeconds", "revisionHistoryLimit"]));
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const path = SPEC.child("updateStrategy");
  if (type !== "RollingUpdate" && type !== "OnDelete") {
    errs.push(
      notSupported(path, goApps.value("DaemonSetUpdateStrategy", spec.updateStrategy ?? {}), [
        "RollingUpdate",
        "OnDelete",
      ]),
    );
  } else if (type === "RollingUpdate") {
    const place = path.child("rollingUpdate");
    if (rollingUpdate === undefined) return [...errs, required(place, "")];
    errs.push(...validateAmount(rollingUpdate.maxUnavailable, place.child("maxUnavailable")));
    errs.push(...validateAmount(rollingUpdate.maxSurge, place.child("maxSurge")));
    const surges = !isZero(rollingUpdate.maxSurge);
    const misses = !isZero(rollingUpdate.maxUnavailable);
    if (surges && misses)
      errs.push(
        invalid(place.child("maxSurge"), rollingUpdate.maxSurge, "may not be set when maxUnavailable is non-zero"),
      );
    else if (!surges && !misses) errs.push(required(place.child("maxUnavailable"), "cannot be 0 when maxSurge is 0"));
  }
  return errs;
}

/** @see kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec */
export function validateStatefulSet({ spec }: DeepReadonly<StatefulSet>): ErrorList {
  if (spec === undefined) return [required(SPEC, "")];
  const errs: ErrorList = [];
  if (spec.podManagementPolicy !== "OrderedReady" && spec.podManagementPolicy !== "Parallel") {
    errs.push(
      invalid(SPEC.child("podManagementPolicy"), spec.podManagementPolicy, "must be 'OrderedReady' or 'Parallel'"),
    );
  }
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const path = SPEC.child("updateStrategy");
  if (type === "OnDelete") {
    if (rollingUpdate !== undefined) {
      errs.push(invalid(path.child("rollingUpdate"), rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'"));
    }
  } else if (type === "RollingUpdate") {
    const partition = rollingUpdate?.partition;
    if (partition !== undefined) errs.push(...validateNonnegative(partition, path.child("rollingUpdate", "partition")));
  } else
    errs.push(
      invalid(
        path,
        goApps.value("StatefulSetUpdateStrategy", spec.updateStrategy ?? {}),
        "must be 'RollingUpdate' or 'OnDelete'",
      ),
    );
  errs.push(...notNegative(spec, ["replicas", "minReadySeconds"]));
  return [...errs, ...validateSelectorAndTemplate(spec, "statefulset")];
}

/** The fields of a StatefulSet that may change. */
const STATEFUL_SET_MUTABLE: ReadonlySet<string> = new Set([
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
]);

export function validateStatefulSetUpdate(set: DeepReadonly<StatefulSet>, old: DeepReadonly<StatefulSet>): ErrorList {
  const fixed = (spec: object | undefined): object =>
    Object.fromEntries(Object.entries(spec ?? {}).filter(([field]) => !STATEFUL_SET_MUTABLE.has(field)));
  const errs = validateStatefulSet(set);
  if (!semanticEqualJSON(fixed(set.spec), fixed(old.spec))) {
    const fields =
      "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'";
    errs.push(forbidden(SPEC, `updates to statefulset spec for fields other than ${fields} are forbidden`));
  }
  return errs;
}

/** The selector says whose pods these are, for ever. */
export function validateSelectorUpdate(
  { spec }: { readonly spec?: WorkloadSpec },
  old: { readonly spec?: WorkloadSpec },
): ErrorList {
  if (semanticEqualJSON(spec?.selector, old.spec?.selector)) return [];
  return [invalid(SELECTOR, spec?.selector, FIELD_IMMUTABLE_MESSAGE)];
}
