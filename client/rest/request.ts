import type { GroupVersion } from "../../apimachinery/schema/index.js";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** Query parameters. undefined, null and empty texts are left out; arrays repeat the parameter. */
export type RequestParams = { readonly [name: string]: ParamValue | readonly ParamValue[] };
type ParamValue = string | number | boolean | null | undefined;

/** One request in the API's terms. Either `absolutePath`, or the parts that it is made of. */
export interface RequestSpec {
  readonly method: HttpMethod;
  /** Below the server URL: `/healthz`. Excludes all parts below. */
  readonly absolutePath?: string;
  readonly groupVersion?: GroupVersion;
  /** undefined for cluster-scoped resources and for all namespaces. */
  readonly namespace?: string | undefined;
  readonly resource?: string;
  readonly name?: string | undefined;
  /** Path segments after the name: `status`, or `proxy/some/path`. */
  readonly subresource?: string | undefined;
  readonly params?: RequestParams;
  /** Sent as JSON; texts and Buffers as they are. */
  readonly body?: unknown;
  /** Default `application/json`. */
  readonly contentType?: string;
  /** Default `application/json`. */
  readonly accept?: string;
  /** Lower-case names. */
  readonly headers?: { readonly [name: string]: string };
}

/** Path and query of a request. @throws Error when a part is missing or would change the path. */
export function requestPath(prefix: string, spec: RequestSpec): string {
  const path = spec.absolutePath ?? resourcePath(spec);
  const query = queryOf(spec.params ?? {});
  const joined = `${prefix}${path.startsWith("/") ? "" : "/"}${path}`;
  return query === "" ? joined : `${joined}?${query}`;
}

/** `/api/v1` for the core group, else `/apis/<group>/<version>`. */
export function groupVersionPath(gv: GroupVersion): string {
  return gv.group === "" ? `/api/${gv.version}` : `/apis/${gv.group}/${gv.version}`;
}

/** Parameters as they stand in a URL, in the order given. */
export function queryOf(params: RequestParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? (value as ParamValue[]) : [value as ParamValue]) {
      if (one !== undefined && one !== null && one !== "") query.append(name, String(one));
    }
  }
  return query.toString();
}

function resourcePath(spec: RequestSpec): string {
  const gv = spec.groupVersion;
  if (gv === undefined) throw new Error("a group version is required");
  if (spec.resource === undefined) throw new Error("a resource is required");
  const parts = [groupVersionPath(gv)];
  if (spec.namespace !== undefined) {
    requireNamespace(spec);
    if (spec.namespace !== "") parts.push("namespaces", pathSegment("namespace", spec.namespace));
  }
  parts.push(pathSegment("resource", spec.resource));
  if (spec.name !== undefined) parts.push(pathSegment("name", spec.name));
  if (spec.subresource !== undefined) {
    if (spec.name === undefined) throw new Error("resource name may not be empty when a subresource is given");
    parts.push(...spec.subresource.split("/").map((segment) => encodeURIComponent(segment)));
  }
  return parts.join("/");
}

function requireNamespace(spec: RequestSpec): void {
  if (spec.namespace !== "") return;
  if (spec.method === "POST") throw new Error("an empty namespace may not be set during creation");
  if (spec.name !== undefined) throw new Error("an empty namespace may not be set when a resource name is provided");
}

// Names that mean something else as a segment of a path must not reach it.
function pathSegment(what: string, value: string): string {
  if (value === "") throw new Error(what === "name" ? "resource name may not be empty" : `${what} may not be empty`);
  if (value === "." || value === "..") throw new Error(`invalid ${what} "${value}": may not be '${value}'`);
  for (const bad of ["/", "%"]) {
    if (value.includes(bad)) throw new Error(`invalid ${what} "${value}": may not contain '${bad}'`);
  }
  return encodeURIComponent(value);
}
