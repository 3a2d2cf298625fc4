import type { ObjectMeta, OwnerReference } from "../../meta/v1/types.js";
import { deepEqualJSON } from "../../runtime/deep-equal-json.js";
import type { DeepReadonly } from "../../runtime/object.js";
import { apiVersionOf, gvkToString, parseGroupVersion, type GroupVersion } from "../../schema/index.js";
import { byteLength, compareBytes, quote } from "../../text/index.js";
import { isQualifiedName, minError } from "../content/index.js";
import { childOf, forbidden, invalid, required, tooLong, type ErrorList, type Path } from "../field/index.js";
import { validateLabels } from "./labels.js";
import { validateManagedFields } from "./managed-fields.js";
import { nameIsDNSLabel, type ValidateNameFunc } from "./names.js";

export const FIELD_IMMUTABLE_MESSAGE = "field is immutable";
export const TOTAL_ANNOTATION_SIZE_LIMIT_BYTES = 256 * 1024;

export const FINALIZER_ORPHAN_DEPENDENTS = "orphan";
export const FINALIZER_DELETE_DEPENDENTS = "foregroundDeletion";

const IMMUTABLE_TEXTS = ["name", "namespace", "uid"] as const;
const IMMUTABLE_TIMES = ["creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] as const;

export interface ObjectMetaRules {
  readonly namespaced: boolean;
  readonly validateName: ValidateNameFunc;
}

/**
 * Metadata of an object that is to be created, its name generated already.
 * @see kubernetes/apimachinery pkg/api/validation/objectmeta.go, ValidateObjectMetaAccessor
 */
export function validateObjectMeta(
  meta: DeepReadonly<ObjectMeta>,
  rules: ObjectMetaRules,
  path: Path | undefined,
): ErrorList {
  // At every write: nothing is made for what is absent or good.
  const errs: ErrorList = [];
  const { name = "", generateName = "", namespace = "", generation = 0 } = meta;
  const { labels, annotations, ownerReferences, finalizers, managedFields } = meta;
  if (generateName !== "") {
    for (const message of rules.validateName(generateName, true)) {
      errs.push(invalid(childOf(path, "generateName"), generateName, message));
    }
  }
  if (name === "") errs.push(required(childOf(path, "name"), "name or generateName is required"));
  else {
    for (const message of rules.validateName(name, false)) errs.push(invalid(childOf(path, "name"), name, message));
  }
  errs.push(...validateNamespace(namespace, rules.namespaced, path));
  if (generation < 0) errs.push(...validateNonnegative(generation, childOf(path, "generation")));
  if (labels !== undefined) errs.push(...validateLabels(labels, childOf(path, "labels")));
  if (annotations !== undefined) errs.push(...validateAnnotations(annotations, childOf(path, "annotations")));
  if (ownerReferences !== undefined) {
    errs.push(...validateOwnerReferences(ownerReferences, childOf(path, "ownerReferences")));
  }
  if (finalizers !== undefined) errs.push(...validateFinalizers(finalizers, childOf(path, "finalizers")));
  if (managedFields !== undefined) errs.push(...validateManagedFields(managedFields, childOf(path, "managedFields")));
  return errs;
}

/** Metadata of an object that is to replace `old`. @see the same file, ValidateObjectMetaAccessorUpdate */
export function validateObjectMetaUpdate(
  meta: DeepReadonly<ObjectMeta>,
  old: DeepReadonly<ObjectMeta>,
  path: Path | undefined,
): ErrorList {
  const errs = validateObjectMetaTransition(meta, old, path);
  errs.push(...validateLabels(meta.labels, childOf(path, "labels")));
  errs.push(...validateAnnotations(meta.annotations, childOf(path, "annotations")));
  errs.push(...validateOwnerReferences(meta.ownerReferences, childOf(path, "ownerReferences")));
  errs.push(...validateManagedFields(meta.managedFields, childOf(path, "managedFields")));
  return errs;
}

/** The part of {@link validateObjectMetaUpdate} that compares; the other part is in {@link validateObjectMeta}, too. */
export function validateObjectMetaTransition(
  meta: DeepReadonly<ObjectMeta>,
  old: DeepReadonly<ObjectMeta>,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  if (old.deletionTimestamp != null) {
    errs.push(...validateNoNewFinalizers(meta.finalizers, old.finalizers, childOf(path, "finalizers")));
  }
  if ((meta.resourceVersion ?? "") === "") {
    errs.push(invalid(childOf(path, "resourceVersion"), "", "must be specified for an update"));
  }
  const generation = meta.generation ?? 0;
  if (generation < 0) errs.push(...validateNonnegative(generation, childOf(path, "generation")));
  if (generation < (old.generation ?? 0)) {
    errs.push(invalid(childOf(path, "generation"), generation, "must not be decremented"));
  }
  for (const name of IMMUTABLE_TEXTS) {
    const value = meta[name] ?? "";
    if (value !== (old[name] ?? "")) errs.push(invalid(childOf(path, name), value, FIELD_IMMUTABLE_MESSAGE));
  }
  for (const name of IMMUTABLE_TIMES) {
    const value = meta[name] ?? null;
    if (value !== (old[name] ?? null)) errs.push(invalid(childOf(path, name), value, FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

/** Keys as label keys in either case; keys and values together within 256 KiB. */
export function validateAnnotations(
  annotations: { readonly [key: string]: string } | undefined,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  let bytes = 0;
  for (const key in annotations) {
    const value = annotations[key]!;
    for (const message of isQualifiedName(key.toLowerCase())) errs.push(invalid(path, key, message));
    bytes += byteLength(key) + byteLength(value);
  }
  if (bytes > TOTAL_ANNOTATION_SIZE_LIMIT_BYTES) errs.push(tooLong(path, "", TOTAL_ANNOTATION_SIZE_LIMIT_BYTES));
  return errs;
}

export function validateOwnerReferences(
  refs: DeepReadonly<OwnerReference[]> | undefined,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  let controller: string | undefined;
  for (const [i, ref] of (refs ?? []).entries()) {
    errs.push(...validateOwnerReference(ref, path?.index(i)));
    if (ref.controller !== true) continue;
    const current = `${ref.kind}/${ref.name}`;
    if (controller === undefined) {
      controller = current;
      continue;
    }
    const found = `Found "true" in references for ${controller} and ${current}`;
    errs.push(invalid(path, refs, `Only one reference can have Controller set to true. ${found}`));
  }
  return errs;
}

/** The names of finalizers, and that the two garbage collection finalizers do not meet. */
export function validateFinalizers(finalizers: readonly string[] | undefined, path: Path | undefined): ErrorList {
  const given = finalizers ?? [];
  const errs = given.flatMap((finalizer) => validateFinalizerName(finalizer, path));
  if (given.includes(FINALIZER_ORPHAN_DEPENDENTS) && given.includes(FINALIZER_DELETE_DEPENDENTS)) {
    const both = `${FINALIZER_ORPHAN_DEPENDENTS} and ${FINALIZER_DELETE_DEPENDENTS}`;
    errs.push(invalid(path, given, `finalizer ${both} cannot be both set`));
  }
  return errs;
}

export function validateFinalizerName(name: string, path: Path | undefined): ErrorList {
  return isQualifiedName(name).map((message) => invalid(path, name, message));
}

/** An object that is being deleted may lose finalizers and not gain any. */
export function validateNoNewFinalizers(
  finalizers: readonly string[] | undefined,
  old: readonly string[] | undefined,
  path: Path | undefined,
): ErrorList {
  const before = new Set(old);
  const added = [...new Set(finalizers)].filter((finalizer) => !before.has(finalizer)).sort(compareBytes);
  if (added.length === 0) return [];
  // Upstream prints the list as a Go value.
  const list = `[]string{${added.map(quote).join(", ")}}`;
  return [
    forbidden(path, `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`),
  ];
}

export function validateImmutableField(value: unknown, old: unknown, path: Path | undefined): ErrorList {
  return deepEqualJSON(value, old) ? [] : [invalid(path, value, FIELD_IMMUTABLE_MESSAGE)];
}

export function validateNonnegative(value: number, path: Path | undefined): ErrorList {
  return value < 0 ? [invalid(path, value, minError(0))] : [];
}

function validateNamespace(namespace: string, namespaced: boolean, metadata: Path | undefined): ErrorList {
  const at = (): Path => childOf(metadata, "namespace");
  if (!namespaced) return namespace === "" ? [] : [forbidden(at(), "not allowed on this type")];
  if (namespace === "") return [required(at(), "")];
  return nameIsDNSLabel(namespace, false).map((message) => invalid(at(), namespace, message));
}

function validateOwnerReference(ref: DeepReadonly<OwnerReference>, path: Path | undefined): ErrorList {
  const errs: ErrorList = [];
  const gv = groupVersionOf(ref.apiVersion);
  if (!ref.apiVersion) {
    errs.push(required(childOf(path, "apiVersion"), "must not be empty"));
  } else if (gv === undefined || gv.version === "") {
    errs.push(invalid(childOf(path, "apiVersion"), ref.apiVersion, "must be <group>/<version> or <version>"));
  }
  for (const name of ["kind", "name", "uid"] as const) {
    if (!ref[name]) errs.push(required(childOf(path, name), "must not be empty"));
  }
  // Events are too many and too short-lived to own anything.
  if (gv !== undefined && apiVersionOf(gv) === "v1" && ref.kind === "Event") {
    errs.push(invalid(path, ref, `${gvkToString({ ...gv, kind: ref.kind })} is disallowed from being an owner`));
  }
  return errs;
}

function groupVersionOf(apiVersion: string | undefined): GroupVersion | undefined {
  try {
    return parseGroupVersion(apiVersion ?? "");
  } catch {
    // Too many slashes; the caller reports it with the field's path.
    return undefined;
  }
}
