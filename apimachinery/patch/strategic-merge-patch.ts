import type { JSONValue } from "../meta/v1/scalars.js";
import { copyMembersSteps, runAtOnce, setOwn, STEP_MEMBERS, type Steps } from "../runtime/index.js";
import { goValueText, isJSONObject, type JSONObject } from "./json-value.js";
import type { PatchSchema } from "./patch-schema.js";
import { DIRECTIVE, plainValue, StrategicMergePatchError } from "./strategic-directives.js";
import { deleteScalars, mergeListInOrder, mergeLists } from "./strategic-list.js";

const RETAIN_KEYS = "$retainKeys";
const DELETE_FROM = "$deleteFromPrimitiveList/";
const SET_ORDER = "$setElementOrder/";

/**
 * Applies a strategic merge patch: a merge patch in which lists of maps are merged by key and directives (`$patch`,
 * `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`) say more. Returns the result, which shares unchanged
 * parts with its inputs; neither is changed. Without a schema lists are replaced.
 * @throws StrategicMergePatchError
 * @see kubernetes/apimachinery pkg/util/strategicpatch/patch.go
 */
export function applyStrategicMergePatch(
  original: JSONObject,
  patch: JSONObject,
  schema: PatchSchema | undefined,
): JSONObject {
  return runAtOnce(strategicMergePatchSteps(original, patch, schema));
}

/** As {@link applyStrategicMergePatch}, with breaks. */
export function* strategicMergePatchSteps(
  original: JSONObject,
  patch: JSONObject,
  schema: PatchSchema | undefined,
): Steps<JSONObject> {
  const directive = patch[DIRECTIVE];
  if (directive !== undefined) return applyDirective(directive, patch);
  const merged = yield* withRetainedKeys(original, patch);
  const done = yield* mergeOrderedLists(merged, patch, schema);
  let members = 0;
  for (const key in patch) {
    if (++members % STEP_MEMBERS === 0) yield;
    if (key === RETAIN_KEYS || done.has(key)) continue;
    if (key.startsWith(DELETE_FROM)) deleteElements(merged, key.slice(DELETE_FROM.length), patch[key]!);
    else yield* mergeMember(merged, key, patch[key]!, schema);
  }
  return merged;
}

function applyDirective(directive: JSONValue, patch: JSONObject): JSONObject {
  if (directive === "delete") return {};
  if (directive !== "replace") {
    throw new StrategicMergePatchError(
      "other",
      `unknown patch type: ${goValueText(directive)} in map: ${goValueText(patch)}`,
    );
  }
  const { [DIRECTIVE]: _, ...rest } = patch;
  return rest;
}

function* withRetainedKeys(original: JSONObject, patch: JSONObject): Steps<JSONObject> {
  const retain = patch[RETAIN_KEYS];
  if (retain === undefined) return yield* copyMembersSteps(original);
  const bad = new StrategicMergePatchError("format", "invalid patch format of retainKeys");
  if (!Array.isArray(retain)) throw bad;
  const kept = new Set(retain);
  for (const key of Object.keys(patch)) {
    if (key === RETAIN_KEYS || patch[key] === null || key.startsWith(DELETE_FROM) || key.startsWith(SET_ORDER))
      continue;
    if (!kept.has(key)) throw bad;
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => kept.has(key)));
}

/** Merges the lists for which the patch gives an order, and returns the keys of the patch that need no more work. */
function* mergeOrderedLists(
  merged: JSONObject,
  patch: JSONObject,
  schema: PatchSchema | undefined,
): Steps<Set<string>> {
  const done = new Set<string>();
  for (const directive in patch) {
    if (!directive.startsWith(SET_ORDER)) continue;
    done.add(directive);
    const key = directive.slice(SET_ORDER.length);
    const order = expectList(patch[directive]!);
    const current = key in merged ? expectList(merged[key]!) : undefined;
    const change = key in patch ? expectList(patch[key]!) : undefined;
    const field = schema?.field(key);
    const list = yield* mergeListInOrder(current, change, order, field, strategicMergePatchSteps);
    if (list === undefined) continue;
    merged[key] = list;
    done.add(key);
  }
  return done;
}

function expectList(value: JSONValue): JSONValue[] {
  if (Array.isArray(value)) return value;
  throw new StrategicMergePatchError("other", `expected a []interface {}, but received a ${goTypeName(value)}`);
}

function goTypeName(value: JSONValue): string {
  if (value === null) return "%!s(<nil>)";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : "string";
}

function deleteElements(merged: JSONObject, key: string, toDelete: JSONValue): void {
  if (toDelete === null) delete merged[key];
  const current = merged[key];
  if (!Array.isArray(current) || !Array.isArray(toDelete)) return;
  if (current.length > 0 || toDelete.length > 0) merged[key] = deleteScalars(current, toDelete);
}

function* mergeMember(merged: JSONObject, key: string, value: JSONValue, schema: PatchSchema | undefined): Steps<void> {
  if (value === null) {
    delete merged[key];
    return;
  }
  const current = merged[key];
  if (isJSONObject(current) && isJSONObject(value)) {
    const field = schema?.field(key);
    merged[key] =
      field?.strategy === "replace" ? value : yield* strategicMergePatchSteps(current, value, field?.schema);
    return;
  }
  if (Array.isArray(current) && Array.isArray(value)) {
    const field = schema?.field(key);
    merged[key] =
      field?.strategy === "merge" ? yield* mergeLists(current, value, field, strategicMergePatchSteps) : value;
    return;
  }
  const plain = yield* plainValue(value);
  if (plain === undefined) delete merged[key];
  else setOwn(merged, key, plain);
}
