import {
  invalid,
  isQualifiedName,
  ownValue,
  parseQuantity,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { ResourceList, ResourceRequirements } from "../v1/types.js";

const STANDARD_CONTAINER_RESOURCES: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);

const NOT_NEGATIVE = "must be greater than or equal to 0";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainerResourceName */
export function validateContainerResourceName(name: string, path: Path): ErrorList {
  const errs = isQualifiedName(name).map((message) => invalid(path, name, message));
  if (errs.length > 0 || name.includes("/")) return errs;
  if (STANDARD_CONTAINER_RESOURCES.has(name) || name.startsWith("hugepages-")) return [];
  return [
    invalid(path, name, "must be a standard resource type or fully qualified"),
    invalid(path, name, "must be a standard resource for containers"),
  ];
}

/** A resource name of quotas and limits: a well-known one, or one with a domain. */
export function validateResourceName(name: string, isKnown: (name: string) => boolean, path: Path): ErrorList {
  const errs = isQualifiedName(name).map((message) => invalid(path, name, message));
  if (errs.length > 0 || name.includes("/") || isKnown(name)) return errs;
  return [invalid(path, name, "must be a standard resource type or fully qualified")];
}

/** A quantity below zero makes no sense anywhere; the text itself was checked when it was read. */
export function validateNonnegativeQuantity(quantity: string, path: Path): ErrorList {
  return parseQuantity(quantity).sign < 0 ? [invalid(path, quantity, NOT_NEGATIVE)] : [];
}

/** Extended resources and huge pages cannot be overcommitted: the request has to be the limit. */
function isOvercommitAllowed(name: string): boolean {
  return !name.startsWith("hugepages-") && (!name.includes("/") || name.includes("kubernetes.io/"));
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateResourceRequirements */
export function validateResourceRequirements(
  resources: DeepReadonly<ResourceRequirements> | undefined,
  path: Path,
): ErrorList {
  if (resources === undefined) return [];
  const limits = resources.limits ?? {};
  const requests = resources.requests ?? {};
  const requestsPath = path.child("requests");
  const errs = validateEntries(limits, path.child("limits"));
  for (const [name, request] of Object.entries(requests)) {
    errs.push(...validateEntries({ [name]: request }, requestsPath));
    const limit = ownValue(limits, name);
    if (limit === undefined) {
      if (!isOvercommitAllowed(name)) {
        errs.push(invalid(path.child("limits"), "", `Limit must be set for non overcommitable resources`));
      }
      continue;
    }
    const order = parseQuantity(request).compare(parseQuantity(limit));
    if (order !== 0 && !isOvercommitAllowed(name)) {
      errs.push(invalid(requestsPath, request, `must be equal to ${name} limit of ${limit}`));
    } else if (order > 0) {
      errs.push(invalid(requestsPath, request, `must be less than or equal to ${name} limit of ${limit}`));
    }
  }
  return errs;
}

function validateEntries(list: DeepReadonly<ResourceList>, path: Path): ErrorList {
  return Object.entries(list).flatMap(([name, quantity]) => [
    ...validateContainerResourceName(name, path.key(name)),
    ...validateNonnegativeQuantity(quantity, path.key(name)),
  ]);
}
