import type { JSONValue } from "../meta/v1/scalars.js";
import { sortSteps, STEP_MEMBERS, type Steps } from "../runtime/index.js";
import { goValueText, isJSONObject, type JSONObject } from "./json-value.js";
import type { PatchField, PatchSchema } from "./patch-schema.js";
import { DIRECTIVE, plainValue, StrategicMergePatchError } from "./strategic-directives.js";

/** Identity of a list's element: the value of its merge key, or the element itself when it is a scalar. */
type IdentityOf = (element: JSONValue) => JSONValue | undefined;

/** How one element is merged into another of the same key. */
type MergeMaps = (current: JSONObject, patch: JSONObject, schema: PatchSchema | undefined) => Steps<JSONObject>;

/**
 * Merges a list of a patch into the current one. Elements of the patch come in its order, the others in their own, and
 * both are interleaved as the current list suggests.
 */
export function* mergeLists(
  current: JSONValue[],
  patch: JSONValue[],
  field: PatchField,
  mergeMaps: MergeMaps,
): Steps<JSONValue[]> {
  if (current.length === 0 && patch.length === 0) return current;
  if (elementType([current, patch]) !== "map") {
    const identity: IdentityOf = (element) => element;
    return yield* interleave([...new Set([...current, ...patch])], patch, current, identity);
  }
  if (field.mergeKey === "") {
    throw new StrategicMergePatchError("other", `cannot merge lists without merge key for ${field.schema?.name ?? ""}`);
  }
  const { base, additions } = applyElementDirectives(current, patch, field.mergeKey);
  const merged = yield* mergeElements(base, additions, field, mergeMaps);
  return yield* interleave(merged, additions, base, keyOf(field.mergeKey));
}

/**
 * The same with the order of `order` for all elements it names. undefined when neither list is there.
 * @throws StrategicMergePatchError when `order` contradicts or lacks elements of the patch.
 */
export function* mergeListInOrder(
  current: JSONValue[] | undefined,
  patch: JSONValue[] | undefined,
  order: JSONValue[],
  field: PatchField | undefined,
  mergeMaps: MergeMaps,
): Steps<JSONValue[] | undefined> {
  const mergeKey = field?.mergeKey ?? "";
  const identity: IdentityOf = mergeKey === "" ? (element) => element : keyOf(mergeKey);
  checkOrder(patch ?? [], order, identity, mergeKey !== "");
  let merged: JSONValue[];
  if (current !== undefined && patch !== undefined) {
    merged = field?.strategy === "merge" ? yield* mergeLists(current, patch, field, mergeMaps) : patch;
  } else if (patch !== undefined) {
    merged = (yield* plainValue(patch)) as JSONValue[];
  } else if (current !== undefined) {
    merged = current;
  } else {
    return undefined;
  }
  elementType([current ?? [], patch ?? []]);
  return yield* interleave(merged, order, current ?? [], identity);
}

/** `current` without the scalars of `toDelete`. */
export function deleteScalars(current: JSONValue[], toDelete: JSONValue[]): JSONValue[] {
  elementType([current, toDelete]);
  const gone = new Set(toDelete);
  return current.filter((element) => !gone.has(element));
}

function keyOf(mergeKey: string): IdentityOf {
  return (element) => {
    if (!isJSONObject(element)) {
      throw new StrategicMergePatchError("other", `expected a map, but received ${goValueText(element)}`);
    }
    const key = element[mergeKey];
    if (key === undefined) throw noMergeKey(element, mergeKey);
    return key;
  };
}

function noMergeKey(element: JSONObject, mergeKey: string): StrategicMergePatchError {
  return new StrategicMergePatchError(
    "other",
    `map: ${goValueText(element)} does not contain declared merge key: ${mergeKey}`,
  );
}

/** All elements must be of one type, and not lists. */
function elementType(lists: readonly JSONValue[][]): string {
  let type: string | undefined;
  for (const element of lists.flat(1)) {
    if (Array.isArray(element)) throw new StrategicMergePatchError("content", "lists of lists are not supported");
    const own = isJSONObject(element) ? "map" : typeof element;
    if (type === undefined) type = own;
    else if (type !== own) {
      throw new StrategicMergePatchError(
        "other",
        `list element types are not identical: ${lists.map(goValueText).join(" ")}`,
      );
    }
  }
  if (type === undefined) throw new StrategicMergePatchError("other", "no elements in any of the given slices");
  return type;
}

function applyElementDirectives(
  current: JSONValue[],
  patch: JSONValue[],
  mergeKey: string,
): { base: JSONValue[]; additions: JSONValue[] } {
  const deleted = new Set<JSONValue>();
  let replace = false;
  const additions: JSONValue[] = [];
  for (const element of patch as JSONObject[]) {
    const directive = element[DIRECTIVE];
    if (directive === undefined) {
      additions.push(element);
    } else if (directive === "delete") {
      const key = element[mergeKey];
      if (key === undefined) throw noMergeKey(element, mergeKey);
      deleted.add(key);
    } else if (directive === "replace") {
      replace = true;
    } else if (directive === "merge") {
      throw new StrategicMergePatchError("other", "merging lists cannot yet be specified in the patch");
    } else {
      throw new StrategicMergePatchError(
        "other",
        `unknown patch type: ${goValueText(directive)} in map: ${goValueText(element)}`,
      );
    }
  }
  if (replace) return { base: additions, additions: [] };
  if (deleted.size === 0) return { base: current, additions };
  return { base: current.filter((element) => !deleted.has((element as JSONObject)[mergeKey]!)), additions };
}

function* mergeElements(
  base: JSONValue[],
  additions: JSONValue[],
  field: PatchField,
  mergeMaps: MergeMaps,
): Steps<JSONValue[]> {
  const merged = [...base];
  const identity = keyOf(field.mergeKey);
  // Where the first element of each key is.
  const places = new Map<JSONValue | undefined, number>();
  const note = (key: JSONValue | undefined, place: number): void => {
    if (!places.has(key)) places.set(key, place);
  };
  merged.forEach((element, place) => note((element as JSONObject)[field.mergeKey], place));
  let done = 0;
  for (const addition of additions as JSONObject[]) {
    if (++done % STEP_MEMBERS === 0) yield;
    const key = identity(addition);
    const place = places.get(key);
    if (place === undefined) note(key, merged.push(addition) - 1);
    else merged[place] = yield* mergeMaps(merged[place] as JSONObject, addition, field.schema);
  }
  return merged;
}

/** Elements that `order` names in that order, and each of the others before the next of those that it preceded before. */
function* interleave(
  elements: JSONValue[],
  order: readonly JSONValue[],
  before: readonly JSONValue[],
  identity: IdentityOf,
): Steps<JSONValue[]> {
  const rank = ranks(order, identity);
  yield;
  const oldRank = ranks(before, identity);
  yield;
  const named = elements.filter((element) => rank.has(identity(element)));
  const others = elements.filter((element) => !rank.has(identity(element)));
  yield;
  const inOrder = yield* sortSteps(named, (a, b) => rank.get(identity(a))! - rank.get(identity(b))!);
  const rest = yield* sortSteps(others, (a, b) => (oldRank.get(identity(a)) ?? 0) - (oldRank.get(identity(b)) ?? 0));
  const result: JSONValue[] = [];
  let next = 0;
  for (const element of inOrder) {
    if (result.length % STEP_MEMBERS === STEP_MEMBERS - 1) yield;
    const position = oldRank.get(identity(element));
    while (position !== undefined && next < rest.length) {
      const other = oldRank.get(identity(rest[next]!));
      if (other === undefined || other >= position) break;
      result.push(rest[next++]!);
    }
    result.push(element);
  }
  return result.concat(rest.slice(next));
}

function ranks(list: readonly JSONValue[], identity: IdentityOf): Map<JSONValue | undefined, number> {
  const rank = new Map<JSONValue | undefined, number>();
  list.forEach((element, i) => {
    const key = identity(element);
    if (!rank.has(key)) rank.set(key, i);
  });
  return rank;
}

/** The elements that a patch keeps must stand in `order`, in the same relative order. */
function checkOrder(patch: JSONValue[], order: JSONValue[], identity: IdentityOf, maps: boolean): void {
  if (order.length === 0) return;
  const kept = maps ? patch.filter((element) => !isJSONObject(element) || !(DIRECTIVE in element)) : patch;
  let at = 0;
  for (const element of order) {
    if (at < kept.length && identity(kept[at]!) === identity(element)) at++;
  }
  if (at < kept.length) {
    throw new StrategicMergePatchError(
      "other",
      `The order in patch list:\n${goValueText(patch)}\n doesn't match $setElementOrder list:\n${goValueText(order)}\n`,
    );
  }
}
