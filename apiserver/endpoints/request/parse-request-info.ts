import { InvalidFieldSelectorError, parseFieldSelector } from "../../../apimachinery/fields/index.js";
import { isPathSegmentName } from "../../../apimachinery/validation/content/index.js";
import type { RequestInfo } from "./request-info.js";

/** Where query parameters come from; `URLSearchParams` is one. Read only for requests on a collection. */
export interface QuerySource {
  /** The first value of `name`, or null. */
  get(name: string): string | null;
}

const METHOD_VERBS: { readonly [method: string]: string } = {
  GET: "get",
  HEAD: "get",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};
const NO_PARTS: readonly string[] = [];

/** A path that is none. */
export class MalformedPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MalformedPathError";
  }
}

/**
 * Reads a request's path. `path` is as sent, percent-encoding kept; slashes at either end do not count. Requests that are
 * not about a resource have empty fields beside `path` and `verb`.
 *
 * A field selector that pins `metadata.name` sets `name` also when other parameters are malformed; such a request is
 * refused later, whatever authorization made of the name.
 * @throws MalformedPathError when the path is not valid percent-encoding; Error when a special verb (`/api/v1/watch`) has
 * nothing after it.
 * @see kubernetes/apiserver pkg/endpoints/request/requestinfo.go, NewRequestInfo
 */
export function parseRequestInfo(method: string, path: string, source: { readonly query: QuerySource }): RequestInfo {
  const decoded = path.includes("%") ? decodePath(path) : path;
  const parts = splitPath(decoded);
  const prefix = parts[0];
  if (parts.length < 3 || (prefix !== "api" && prefix !== "apis")) return nonResource(method, decoded, "");
  const grouped = prefix === "apis";
  if (grouped && parts.length < 4) return nonResource(method, decoded, prefix);
  const apiGroup = grouped ? parts[1]! : "";
  const apiVersion = parts[grouped ? 2 : 1]!;
  let at = grouped ? 3 : 2;

  let verb = METHOD_VERBS[method] ?? "";
  const special = parts[at] === "watch" || parts[at] === "proxy";
  if (special) {
    if (parts.length === at + 1) throw new Error(`unable to determine kind and namespace from url, ${path}`);
    verb = parts[at]!;
    at++;
  }

  let namespace = "";
  if (parts[at] === "namespaces" && at + 1 < parts.length) {
    namespace = parts[at + 1]!;
    // What follows a namespace's name is a namespaced resource, unless it is one of the namespace's own subresources.
    const next = parts[at + 2];
    if (next !== undefined && next !== "status" && next !== "finalize") at += 2;
  }
  const resource = parts[at]!;
  let name = parts[at + 1] ?? "";
  const subresource = verb === "proxy" ? "" : (parts[at + 2] ?? "");

  let fieldSelector = "";
  let labelSelector = "";
  if (name === "" && verb === "get") {
    const { query } = source;
    verb = isTrueParameter(query.get("watch")) ? "watch" : "list";
    const selector = query.get("fieldSelector");
    if (selector !== null) name = exactName(selector);
  } else if (name === "" && verb === "delete") {
    verb = "deletecollection";
  }
  // The legacy `/watch/` paths never read selectors consistently, so they are not told to authorizers.
  if (!special && (verb === "list" || verb === "watch" || verb === "deletecollection")) {
    fieldSelector = source.query.get("fieldSelector") ?? "";
    labelSelector = source.query.get("labelSelector") ?? "";
  }
  return {
    isResourceRequest: true,
    path: decoded,
    verb,
    apiPrefix: prefix,
    apiGroup,
    apiVersion,
    namespace,
    resource,
    subresource,
    name,
    parts: at === 0 ? parts : parts.slice(at),
    fieldSelector,
    labelSelector,
  };
}

/** How boolean query parameters are read: present and neither `false` nor `0`. */
export function isTrueParameter(value: string | null): boolean {
  return value !== null && value !== "0" && value.toLowerCase() !== "false";
}

function nonResource(method: string, path: string, apiPrefix: string): RequestInfo {
  return {
    isResourceRequest: false,
    path,
    verb: method.toLowerCase(),
    apiPrefix,
    apiGroup: "",
    apiVersion: "",
    namespace: "",
    resource: "",
    subresource: "",
    name: "",
    parts: NO_PARTS,
    fieldSelector: "",
    labelSelector: "",
  };
}

/** Bytes that are no UTF-8 become replacement characters: no name has them, so such a path leads nowhere. */
function decodePath(path: string): string {
  const escape = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(path);
  if (escape !== null) throw new MalformedPathError(`invalid URL escape ${JSON.stringify(escape[0])}`);
  try {
    return decodeURIComponent(path);
  } catch {
    return Buffer.from(
      path.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString();
  }
}

function splitPath(path: string): string[] {
  let start = 0;
  let end = path.length;
  while (start < end && path.charCodeAt(start) === 0x2f) start++;
  while (end > start && path.charCodeAt(end - 1) === 0x2f) end--;
  return start === end ? [] : path.slice(start, end).split("/");
}

/** The name that a field selector pins down, when it is one that a path could carry; "" otherwise. */
function exactName(selector: string): string {
  let name: string | undefined;
  try {
    name = parseFieldSelector(selector).requiresExactMatch("metadata.name");
  } catch (err) {
    // The handler reports it; until then such a request concerns the whole collection.
    if (err instanceof InvalidFieldSelectorError) return "";
    throw err;
  }
  return name !== undefined && isPathSegmentName(name).length === 0 ? name : "";
}
