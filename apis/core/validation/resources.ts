import {
  duplicate,
  FieldError,
  forbidden,
  invalid,
  isDNS1123Label,
  isQualifiedName,
  ownValue,
  parseQuantity,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { ResourceClaim, ResourceList, ResourceRequirements } from "../v1/types.js";

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
  return !isHugePages(name) && (!name.includes("/") || name.includes("kubernetes.io/"));
}

/**
 * `claims`: names of the pod's resource claims.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateContainerResourceRequirements
 */
export function validateResourceRequirements(
  resources: DeepReadonly<ResourceRequirements> | undefined,
  claims: ReadonlySet<string>,
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
        errs.push(required(path.child("limits"), "Limit must be set for non overcommitable resources"));
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
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === "cpu" || name === "memory")) {
    errs.push(forbidden(path, "HugePages require cpu or memory"));
  }
  return [...errs, ...validateClaims(resources.claims, claims, path.child("claims"))];
}

function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

/** Resources of other makers are counted, not measured. */
function isInteger(name: string): boolean {
  return name.includes("/") && !name.includes("kubernetes.io/");
}

function validateEntries(list: DeepReadonly<ResourceList>, path: Path): ErrorList {
  return Object.entries(list).flatMap(([name, quantity]) => {
    const place = path.key(name);
    const errs = [...validateContainerResourceName(name, place), ...validateNonnegativeQuantity(quantity, place)];
    if (isInteger(name)) errs.push(...validateWholeQuantity(quantity, place));
    return [...errs, ...validateHugePages(name, quantity, place)];
  });
}

export function validateWholeQuantity(quantity: string, path: Path): ErrorList {
  return parseQuantity(quantity).milliValue() % 1000n === 0n ? [] : [invalid(path, quantity, "must be an integer")];
}

/** A claim is named once as a whole, or once for each of its requests. */
function validateClaims(
  claims: DeepReadonly<ResourceClaim[]> | undefined,
  known: ReadonlySet<string>,
  path: Path,
): ErrorList {
  const seen = new Set<string>();
  return (claims ?? []).flatMap(({ name, request = "" }, i) => {
    const place = path.index(i);
    if (!name) return [required(place, "")];
    const errs: ErrorList = [];
    if (seen.has(name)) errs.push(duplicate(place, name));
    else {
      const key = request === "" ? name : `${name}/${request}`;
      if (request !== "") {
        errs.push(...isDNS1123Label(request).map((message) => invalid(place.child("request"), request, message)));
      }
      if (seen.has(key)) errs.push(duplicate(place, key));
      else if (request === "") {
        for (const other of seen) if (other.startsWith(`${name}/`)) errs.push(duplicate(place, name));
      }
      seen.add(key);
    }
    if (known.has(name)) return errs;
    const names = known.size === 0 ? " which is empty" : `: ${[...known].sort().join(", ")}`;
    const message = `must be one of the names in pod.spec.resourceClaims${names}`;
    return [...errs, new FieldError("FieldValueNotFound", place, name, message)];
  });
}

/** Huge pages come whole. */
function validateHugePages(name: string, quantity: string, path: Path): ErrorList {
  if (!isHugePages(name)) return [];
  const size = pageSize(name);
  if (size > 0n && parseQuantity(quantity).value() % size === 0n) return [];
  return [invalid(path, quantity, `${quantity} is not positive integer multiple of ${name}`)];
}

/** 0 when the name tells no size. */
function pageSize(name: string): bigint {
  try {
    return parseQuantity(name.slice("hugepages-".length)).value();
  } catch {
    return 0n;
  }
}
