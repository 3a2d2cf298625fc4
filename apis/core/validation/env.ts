import {
  invalid,
  isConfigMapKey,
  isDNS1123Subdomain,
  isRelaxedEnvVarName,
  notSupported,
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

const SUBSCRIPT = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/;

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
    errs.push(...validateFieldRef(source.fieldRef, path.child("fieldRef")));
  }
  if (source.resourceFieldRef !== undefined) {
    sources++;
    errs.push(...validateResourceFieldRef(source.resourceFieldRef, path.child("resourceFieldRef")));
  }
  for (const kind of ["configMapKeyRef", "secretKeyRef"] as const) {
    const ref = source[kind];
    if (ref === undefined) continue;
    sources++;
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

function validateFieldRef(ref: DeepReadonly<ObjectFieldSelector>, path: Path): ErrorList {
  if (!ref.apiVersion) return [required(path.child("apiVersion"), "")];
  if (!ref.fieldPath) return [required(path.child("fieldPath"), "")];
  if (SUBSCRIPT.test(ref.fieldPath)) return [];
  return ENV_FIELDS.has(ref.fieldPath)
    ? []
    : [notSupported(path.child("fieldPath"), ref.fieldPath, [...ENV_FIELDS].sort())];
}

function validateResourceFieldRef(ref: DeepReadonly<ResourceFieldSelector>, path: Path): ErrorList {
  if (!ref.resource) return [required(path.child("resource"), "")];
  if (RESOURCE_FIELDS.includes(ref.resource) || /^(limits|requests)\.hugepages-/.test(ref.resource)) return [];
  return [notSupported(path.child("resource"), ref.resource, RESOURCE_FIELDS)];
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
    if (given === 0) errs.push(invalid(place, "", "must specify one of: `configMapRef` or `secretRef`"));
    else if (given > 1) errs.push(invalid(place, "", "may not have more than one field specified at a time"));
    return errs;
  });
}
