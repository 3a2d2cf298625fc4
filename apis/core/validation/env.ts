import {
  invalid,
  isConfigMapKey,
  isDNS1123Subdomain,
  isQualifiedName,
  isRelaxedEnvVarName,
  notSupported,
  parseQuantity,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { EnvFromSource, EnvVar, EnvVarSource, ObjectFieldSelector, ResourceFieldSelector } from "../v1/types.js";

const ENV_FIELDS: ReadonlySet<string> = new Set([
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
]);

const SUBSCRIPT = /^(.*)\['(.*)'\]$/;
const HUGE_PAGES = /^(limits|requests)\.hugepages-/;
const BYTE_DIVISORS = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

const RESOURCE_FIELDS = [
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
];

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateEnv */
export function validateEnv(vars: DeepReadonly<EnvVar[]> | undefined, path: Path): ErrorList {
  return (vars ?? []).flatMap((variable, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (!variable.name) errs.push(required(place.child("name"), ""));
    else errs.push(...isRelaxedEnvVarName(variable.name).map((m) => invalid(place.child("name"), variable.name, m)));
    if (variable.valueFrom !== undefined) {
      errs.push(...validateEnvVarSource(variable.valueFrom, variable.value ?? "", place.child("valueFrom")));
    }
    return errs;
  });
}

function validateEnvVarSource(source: DeepReadonly<EnvVarSource>, value: string, path: Path): ErrorList {
  const errs: ErrorList = [];
  let sources = 0;
  if (source.fieldRef !== undefined) {
    sources++;
    errs.push(...validateFieldRef(source.fieldRef, ENV_FIELDS, path.child("fieldRef")));
  }
  if (source.resourceFieldRef !== undefined) {
    sources++;
    errs.push(...validateResourceFieldRef(source.resourceFieldRef, false, path.child("resourceFieldRef")));
  }
  for (const kind of ["configMapKeyRef", "secretKeyRef"] as const) {
    const ref = source[kind];
    if (ref === undefined) continue;
    sources++;
    const name = ref.name ?? "";
    errs.push(...isDNS1123Subdomain(name).map((m) => invalid(path.child(kind, "name"), name, m)));
    if (!ref.key) errs.push(required(path.child(kind, "key"), ""));
    else errs.push(...isConfigMapKey(ref.key).map((m) => invalid(path.child(kind, "key"), ref.key, m)));
  }
  if (source.fileKeyRef !== undefined) sources++;
  if (sources === 0)
    errs.push(
      invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"),
    );
  else if (value !== "") errs.push(invalid(path, "", "may not be specified when `value` is not empty"));
  else if (sources > 1) errs.push(invalid(path, "", "may not have more than one field specified at a time"));
  return errs;
}

/** What the downward API knows of a pod; not all of it can be had in every place. */
const POD_FIELDS: ReadonlySet<string> = new Set([
  ...ENV_FIELDS,
  "metadata.annotations",
  "metadata.labels",
  "spec.restartPolicy",
  "spec.schedulerName",
  "status.phase",
]);

/**
 * A field of the pod itself; `allowed` are those that can be had here.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateObjectFieldSelector
 */
export function validateFieldRef(
  ref: DeepReadonly<ObjectFieldSelector>,
  allowed: ReadonlySet<string>,
  path: Path,
): ErrorList {
  if (!ref.apiVersion) return [required(path.child("apiVersion"), "")];
  if (!ref.fieldPath) return [required(path.child("fieldPath"), "")];
  const cannot = (why: string): ErrorList => [
    invalid(path.child("fieldPath"), ref.fieldPath, `error converting fieldPath: ${why}`),
  ];
  if (ref.apiVersion !== "v1") return cannot(`unsupported pod version: ${ref.apiVersion}`);
  const subscripted = SUBSCRIPT.exec(ref.fieldPath);
  if (subscripted !== null) {
    const [, field, key = ""] = subscripted;
    if (field === "metadata.annotations") return validateSubscript(key.toLowerCase(), path);
    if (field === "metadata.labels") return validateSubscript(key, path);
    return cannot(`field label does not support subscript: ${ref.fieldPath}`);
  }
  const fieldPath = ref.fieldPath === "spec.host" ? "spec.nodeName" : ref.fieldPath;
  if (!POD_FIELDS.has(fieldPath)) return cannot(`field label not supported: ${ref.fieldPath}`);
  return allowed.has(fieldPath) ? [] : [notSupported(path.child("fieldPath"), fieldPath, [...allowed].sort())];
}

function validateSubscript(key: string, path: Path): ErrorList {
  return isQualifiedName(key).map((message) => invalid(path, key, message));
}

/** A container's resource; files have to say of which container. */
export function validateResourceFieldRef(
  ref: DeepReadonly<ResourceFieldSelector>,
  ofVolume: boolean,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const resource = ref.resource ?? "";
  if (ofVolume && !ref.containerName) errs.push(required(path.child("containerName"), ""));
  else if (resource === "") errs.push(required(path.child("resource"), ""));
  else if (!RESOURCE_FIELDS.includes(resource) && !HUGE_PAGES.test(resource)) {
    errs.push(notSupported(path.child("resource"), resource, RESOURCE_FIELDS));
  }
  return [...errs, ...validateDivisor(resource, ref.divisor ?? "0", path.child("divisor"))];
}

function validateDivisor(resource: string, divisor: string, path: Path): ErrorList {
  if (parseQuantity(divisor).sign === 0) return [];
  const [allowed, name] = divisorsOf(resource);
  if (name === undefined || allowed.includes(divisor)) return [];
  const values = resource.endsWith(".cpu") ? allowed.join(" and ") : allowed.join(", ");
  return [invalid(path, resource, `only divisor's values ${values} are supported with the ${name} resource`)];
}

function divisorsOf(resource: string): readonly [readonly string[], string?] {
  if (HUGE_PAGES.test(resource)) return [BYTE_DIVISORS, "hugepages"];
  switch (resource.replace(/^(limits|requests)\./, "")) {
    case "cpu":
      return [["1m", "1"], "cpu"];
    case "memory":
      return [BYTE_DIVISORS, "memory"];
    case "ephemeral-storage":
      return [BYTE_DIVISORS, "local ephemeral storage"];
    default:
      return [[]];
  }
}

export function validateEnvFrom(sources: DeepReadonly<EnvFromSource[]> | undefined, path: Path): ErrorList {
  return (sources ?? []).flatMap((source, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (source.prefix) {
      errs.push(...isRelaxedEnvVarName(source.prefix).map((m) => invalid(place.child("prefix"), source.prefix, m)));
    }
    let given = 0;
    for (const kind of ["configMapRef", "secretRef"] as const) {
      const ref = source[kind];
      if (ref === undefined) continue;
      given++;
      const name = place.child(kind, "name");
      if (!ref.name) errs.push(required(name, ""));
      else errs.push(...isDNS1123Subdomain(ref.name).map((m) => invalid(name, ref.name, m)));
    }
    // As upstream, these two name the list.
    if (given === 0) errs.push(invalid(path, "", "must specify one of: `configMapRef` or `secretRef`"));
    else if (given > 1) errs.push(invalid(path, "", "may not have more than one field specified at a time"));
    return errs;
  });
}
