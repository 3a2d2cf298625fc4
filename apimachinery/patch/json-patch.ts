import type { JSONValue } from "../meta/v1/scalars.js";
import { copyJSON, equalJSON } from "./json-value.js";

/** One operation of an RFC 6902 patch, as sent. */
export interface JSONPatchOperation {
  readonly op?: JSONValue;
  readonly path?: JSONValue;
  readonly from?: JSONValue;
  readonly value?: JSONValue;
}

/** An operation cannot be applied, or a `test` failed. */
export class JSONPatchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JSONPatchError";
  }
}

export interface JSONPatchOptions {
  /** Bound on the bytes that `copy` operations may add in all; 0 or absent: none. */
  readonly maxCopiedBytes?: number;
}

type Container = JSONValue[] | { [key: string]: JSONValue };

/**
 * Applies an RFC 6902 patch and returns the result; `document` and the operations are not changed.
 *
 * As the library that kube-apiserver uses, and unlike the RFC: `replace` may create a member of an object, an index below
 * zero counts from the end, and a `test` for null passes on an absent member.
 * @throws JSONPatchError on the first operation that fails.
 * @see https://github.com/evanphx/json-patch, version 4
 */
export function applyJSONPatch(
  document: JSONValue,
  operations: readonly (JSONPatchOperation | null)[],
  options: JSONPatchOptions = {},
): JSONValue {
  const state = { root: copyJSON(document), copiedBytes: 0 };
  for (const operation of operations) applyOperation(state, operation ?? {}, options.maxCopiedBytes ?? 0);
  return state.root;
}

function applyOperation(
  state: { root: JSONValue; copiedBytes: number },
  operation: JSONPatchOperation,
  maxCopiedBytes: number,
): void {
  const path = textMember(operation, "path");
  switch (operation.op) {
    case "add":
      addAt(find(state.root, path, "add"), path, valueOf(operation));
      return;
    case "remove":
      removeAt(find(state.root, path, "remove"), path);
      return;
    case "replace":
      if (path === "") {
        const value = operation.value;
        if (typeof value !== "object" || value === null) {
          throw new JSONPatchError("replace operation value must be object or array");
        }
        state.root = copyJSON(value);
        return;
      }
      replaceAt(find(state.root, path, "replace"), path, valueOf(operation));
      return;
    case "test":
      testAt(state.root, path, operation.value ?? null);
      return;
    case "move": {
      const from = textMember(operation, "from");
      const source = find(state.root, from, "move");
      const value = getAt(source, from);
      removeAt(source, from);
      addAt(find(state.root, path, "move"), path, value ?? null);
      return;
    }
    case "copy": {
      const from = textMember(operation, "from");
      const value = copyJSON(getAt(find(state.root, from, "copy"), from) ?? null);
      if (maxCopiedBytes > 0) {
        state.copiedBytes += Buffer.byteLength(JSON.stringify(value));
        if (state.copiedBytes > maxCopiedBytes) {
          throw new JSONPatchError(
            `unable to copy: the accumulated size increase of copy operations is ${state.copiedBytes}, exceeding the limit ${maxCopiedBytes}`,
          );
        }
      }
      addAt(find(state.root, path, "copy"), path, value);
      return;
    }
    default:
      throw new JSONPatchError(`Unexpected kind: ${typeof operation.op === "string" ? operation.op : "unknown"}`);
  }
}

function textMember(operation: JSONPatchOperation, member: "path" | "from"): string {
  const text = operation[member];
  if (typeof text !== "string") throw new JSONPatchError(`unable to decode ${member} field`);
  return text;
}

function valueOf(operation: JSONPatchOperation): JSONValue {
  return copyJSON(operation.value ?? null);
}

/** The object or list that holds what `path` names. */
function find(root: JSONValue, path: string, operation: string): Container {
  const segments = path.split("/");
  let at: JSONValue | undefined = segments.length < 2 ? undefined : root;
  for (let i = 1; i < segments.length - 1 && isContainer(at); i++) at = memberOf(at, unescapeSegment(segments[i]!));
  if (isContainer(at)) return at;
  throw new JSONPatchError(`${operation} operation does not apply: doc is missing path: ${JSON.stringify(path)}`);
}

function isContainer(value: JSONValue | undefined): value is Container {
  return typeof value === "object" && value !== null;
}

function lastSegment(path: string): string {
  return unescapeSegment(path.slice(path.lastIndexOf("/") + 1));
}

/** One pass, so that `~01` becomes `~1` and not `/`. */
function unescapeSegment(segment: string): string {
  return segment.includes("~") ? segment.replace(/~[01]/g, (escape) => (escape === "~1" ? "/" : "~")) : segment;
}

function memberOf(container: Container, key: string): JSONValue | undefined {
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? container[key] : undefined;
  const index = parseIndex(key);
  return container[index < 0 ? index + container.length : index];
}

function getAt(container: Container, path: string): JSONValue | undefined {
  const key = lastSegment(path);
  if (Array.isArray(container)) return container[elementIndex(container, key)];
  return memberOf(container, key);
}

function addAt(container: Container, path: string, value: JSONValue): void {
  const key = lastSegment(path);
  if (!Array.isArray(container)) {
    setMember(container, key, value);
    return;
  }
  if (key === "-") {
    container.push(value);
    return;
  }
  const slots = container.length + 1;
  const index = parseIndex(key);
  if (index >= slots || index < -slots) throw new JSONPatchError(`Unable to access invalid index: ${index}`);
  container.splice(index < 0 ? index + slots : index, 0, value);
}

function removeAt(container: Container, path: string): void {
  const key = lastSegment(path);
  if (Array.isArray(container)) {
    container.splice(elementIndex(container, key), 1);
    return;
  }
  if (!Object.hasOwn(container, key)) throw new JSONPatchError(`Unable to remove nonexistent key: ${key}`);
  delete container[key];
}

function replaceAt(container: Container, path: string, value: JSONValue): void {
  const key = lastSegment(path);
  if (Array.isArray(container)) container[elementIndex(container, key)] = value;
  else setMember(container, key, value);
}

function testAt(root: JSONValue, path: string, want: JSONValue): void {
  const value = path === "" ? root : getAt(find(root, path, "test"), path);
  if (!equalJSON(value ?? null, want)) throw new JSONPatchError(`testing value ${path} failed`);
}

function setMember(object: { [key: string]: JSONValue }, key: string, value: JSONValue): void {
  // An assignment to `__proto__` would not make a member.
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function parseIndex(key: string): number {
  if (!/^[+-]?[0-9]+$/.test(key))
    throw new JSONPatchError(`strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);
  return Number(key);
}

function elementIndex(list: readonly JSONValue[], key: string): number {
  const index = parseIndex(key);
  if (index >= list.length || index < -list.length)
    throw new JSONPatchError(`Unable to access invalid index: ${index}`);
  return index < 0 ? index + list.length : index;
}
