import {
  duplicate,
  forbidden,
  invalid,
  ownValue,
  parseQuantity,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { LimitRange, LimitRangeItem, ResourceList, ResourceQuota } from "../v1/types.js";
import { validateNonnegativeQuantity, validateResourceName } from "./resources.js";

const COUNTED = new Set([
  "pods",
  "services",
  "replicationcontrollers",
  "resourcequotas",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
]);
const COMPUTED = /^(?:(?:requests|limits)\.)?(?:cpu|memory|ephemeral-storage|storage)$/;
const SCOPES = [
  "BestEffort",
  "CrossNamespacePodAffinity",
  "NotBestEffort",
  "NotTerminating",
  "PriorityClass",
  "Terminating",
  "VolumeAttributesClass",
];
const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];
const LIMIT_TYPES = new Set(["Pod", "Container", "PersistentVolumeClaim"]);

function isQuotaResource(name: string): boolean {
  return COUNTED.has(name) || COMPUTED.test(name) || name.startsWith("requests.") || name.startsWith("hugepages-");
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateResourceQuotaSpec */
export function validateResourceQuota(quota: DeepReadonly<ResourceQuota>): ErrorList {
  const spec = Path.of("spec");
  const errs = validateQuotaList(quota.spec?.hard, spec.child("hard"));
  const seen = new Set<string>();
  for (const scope of quota.spec?.scopes ?? []) {
    if (!SCOPES.includes(scope)) errs.push(invalid(spec.child("scopes"), quota.spec?.scopes, "unsupported scope"));
    seen.add(scope);
  }
  for (const [a, b] of [
    ["BestEffort", "NotBestEffort"],
    ["Terminating", "NotTerminating"],
  ] as const) {
    if (seen.has(a) && seen.has(b)) errs.push(invalid(spec.child("scopes"), quota.spec?.scopes, "conflicting scopes"));
  }
  for (const [i, requirement] of (quota.spec?.scopeSelector?.matchExpressions ?? []).entries()) {
    const path = spec.child("scopeSelector", "matchExpressions").index(i);
    if (!SCOPES.includes(requirement.scopeName)) {
      errs.push(invalid(path.child("scopeName"), requirement.scopeName, "unsupported scope"));
    }
    if (!OPERATORS.includes(requirement.operator)) {
      errs.push(invalid(path.child("operator"), requirement.operator, "not a valid selector operator"));
      continue;
    }
    const takesValues = requirement.operator === "In" || requirement.operator === "NotIn";
    const count = (requirement.values ?? []).length;
    if (takesValues && count === 0) {
      errs.push(
        required(
          path.child("values"),
          "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
        ),
      );
    } else if (!takesValues && count > 0) {
      errs.push(
        invalid(
          path.child("values"),
          requirement.values,
          "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector",
        ),
      );
    }
  }
  return errs;
}

function validateQuotaList(list: DeepReadonly<ResourceList> | undefined, path: Path): ErrorList {
  return Object.entries(list ?? {}).flatMap(([name, quantity]) => [
    ...validateResourceName(name, isQuotaResource, path.key(name)),
    ...validateNonnegativeQuantity(quantity, path.key(name)),
    ...(COUNTED.has(name) && /[num]$/.test(quantity) ? [invalid(path.key(name), quantity, "must be an integer")] : []),
  ]);
}

/** Scopes say what a quota counts; they cannot change under it. */
export function validateResourceQuotaUpdate(
  quota: DeepReadonly<ResourceQuota>,
  old: DeepReadonly<ResourceQuota>,
): ErrorList {
  const errs = validateResourceQuota(quota);
  const sorted = (scopes: readonly string[] | undefined): string[] => [...(scopes ?? [])].sort();
  if (!semanticEqualJSON(sorted(quota.spec?.scopes), sorted(old.spec?.scopes))) {
    errs.push(invalid(Path.of("spec", "scopes"), quota.spec?.scopes, "field is immutable"));
  }
  return errs;
}

export function validateResourceQuotaStatus(quota: DeepReadonly<ResourceQuota>): ErrorList {
  const status = Path.of("status");
  return [
    ...validateQuotaList(quota.status?.hard, status.child("hard")),
    ...validateQuotaList(quota.status?.used, status.child("used")),
  ];
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateLimitRange */
export function validateLimitRange(range: DeepReadonly<LimitRange>): ErrorList {
  const types = new Set<string>();
  return (range.spec?.limits ?? []).flatMap((item, i) => {
    const path = Path.of("spec", "limits").index(i);
    const errs: ErrorList = [];
    if (!LIMIT_TYPES.has(item.type) && !item.type.includes("/")) {
      errs.push(invalid(path.child("type"), item.type, "must be a standard limit type or fully qualified"));
    }
    if (types.has(item.type)) errs.push(duplicate(path.child("type"), item.type));
    types.add(item.type);
    return [...errs, ...validateLimitItem(item, path)];
  });
}

function validateLimitItem(item: DeepReadonly<LimitRangeItem>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (item.type === "Pod") {
    if (Object.keys(item.default ?? {}).length > 0) {
      errs.push(forbidden(path.child("default"), "may not be specified when `type` is 'Pod'"));
    }
    if (Object.keys(item.defaultRequest ?? {}).length > 0) {
      errs.push(forbidden(path.child("defaultRequest"), "may not be specified when `type` is 'Pod'"));
    }
  }
  if (
    item.type === "PersistentVolumeClaim" &&
    item.min?.["storage"] === undefined &&
    item.max?.["storage"] === undefined
  ) {
    errs.push(
      required(path.child("limits"), "either minimum or maximum storage value is required, but neither was provided"),
    );
  }
  const names = new Set(
    [item.max, item.min, item.default, item.defaultRequest, item.maxLimitRequestRatio].flatMap((l) =>
      Object.keys(l ?? {}),
    ),
  );
  for (const name of names) errs.push(...validateOrder(item, name, path));
  return errs;
}

/** min ≤ defaultRequest ≤ default ≤ max, as far as they are given. */
function validateOrder(item: DeepReadonly<LimitRangeItem>, name: string, path: Path): ErrorList {
  const errs: ErrorList = [];
  const above = (
    low: keyof LimitRangeItem,
    high: keyof LimitRangeItem,
    field: string,
    words: [string, string],
  ): void => {
    const a = ownValue(item[low] as DeepReadonly<ResourceList> | undefined, name);
    const b = ownValue(item[high] as DeepReadonly<ResourceList> | undefined, name);
    if (a === undefined || b === undefined || parseQuantity(a).compare(parseQuantity(b)) <= 0) return;
    errs.push(invalid(path.child(field).key(name), a, `${words[0]} value ${a} is greater than ${words[1]} value ${b}`));
  };
  above("min", "max", "min", ["min", "max"]);
  above("min", "defaultRequest", "defaultRequest", ["min", "default request"]);
  above("defaultRequest", "max", "defaultRequest", ["default request", "max"]);
  above("defaultRequest", "default", "defaultRequest", ["default request", "default limit"]);
  above("min", "default", "default", ["min", "default"]);
  above("default", "max", "default", ["default", "max"]);
  const ratio = ownValue(item.maxLimitRequestRatio, name);
  if (ratio !== undefined && parseQuantity(ratio).compare(parseQuantity("1")) < 0) {
    errs.push(invalid(path.child("maxLimitRequestRatio").key(name), ratio, `ratio ${ratio} is less than 1`));
  }
  return errs;
}
