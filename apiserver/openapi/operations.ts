import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { DiscoveredResource, DiscoveredSubresource, DiscoveredVersion } from "../discovery/index.js";
import {
  DELETE_COLLECTION_PARAMETERS,
  DELETE_PARAMETERS,
  LIST_PARAMETERS,
  NAMESPACE,
  nameParameter,
  PATCH_PARAMETERS,
  PATH,
  PRETTY,
  WRITE_PARAMETERS,
  type Parameter,
} from "./parameters.js";

export type Method = "get" | "post" | "put" | "patch" | "delete" | "options" | "head";

/** What one request does, without the form in which a version of OpenAPI writes it down. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** undefined, as the kind: what is read is no resource. */
  readonly action:
    | "get"
    | "list"
    | "watch"
    | "watchlist"
    | "post"
    | "put"
    | "patch"
    | "delete"
    | "deletecollection"
    | "connect"
    | undefined;
  readonly description: string;
  readonly kind: GroupVersionKind | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: "object" | "patch" | "deleteOptions" | undefined;
  readonly answer: "object" | "list" | "status" | "event" | "text" | { readonly model: string };
  /** Where it is not that of its group version. */
  readonly tag?: string;
}

/** The codes of success, with their phrases. What is connected to answers for itself. */
export function successesOf({ method, action }: Operation): readonly (readonly [code: string, phrase: string])[] {
  const writes = action !== "connect";
  return [
    ["200", "OK"],
    ...(writes && (method === "post" || method === "put") ? [["201", "Created"] as const] : []),
    ...((writes && method === "post") || action === "delete" ? [["202", "Accepted"] as const] : []),
  ];
}

export interface PathOperations {
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly operations: readonly Operation[];
}

/** All requests that can be made of one group version, by path. */
export function operationsOf(gv: GroupVersion, version: DiscoveredVersion): PathOperations[] {
  const root = gv.group === "" ? `/api/${gv.version}` : `/apis/${gv.group}/${gv.version}`;
  const paths = version.resources.flatMap((resource) => resourcePaths(root, gv, resource));
  return [...paths, ...version.resources.flatMap((resource) => watchPaths(root, gv, resource))];
}

/** The paths for watches alone, of the time before the `watch` parameter. */
function watchPaths(root: string, gv: GroupVersion, resource: DiscoveredResource): PathOperations[] {
  if (!resource.verbs.includes("watch")) return [];
  const kind: GroupVersionKind = { ...gv, kind: resource.kind };
  const { namespaced, name } = resource;
  const scope = namespaced ? `${root}/watch/namespaces/{namespace}` : `${root}/watch`;
  const scopeParameters = namespaced ? [NAMESPACE] : [];
  const infix = `${idOf(gv)}${suffixOf(resource)}`;
  const watch = (id: string, action: "watch" | "watchlist"): Operation => {
    const what = action === "watch" ? `one ${resource.kind}` : `objects of kind ${resource.kind}`;
    const description = `watch ${what}; deprecated in favour of a list with the parameter watch`;
    const common = { method: "get", parameters: LIST_PARAMETERS, body: undefined, answer: "event" } as const;
    return { id, action, description, kind, ...common };
  };
  const paths: PathOperations[] = [];
  add(paths, `${scope}/${name}`, [...scopeParameters, PRETTY], [watch(`watch${infix}List`, "watchlist")]);
  if (namespaced) {
    const everywhere = watch(`watch${idOf(gv)}${resource.kind}ListForAllNamespaces`, "watchlist");
    add(paths, `${root}/watch/${name}`, [PRETTY], [everywhere]);
  }
  const parameters = [nameParameter(resource.kind), ...scopeParameters, PRETTY];
  if (resource.verbs.includes("get")) {
    add(paths, `${scope}/${name}/{name}`, parameters, [watch(`watch${infix}`, "watch")]);
  }
  return paths;
}

function resourcePaths(root: string, gv: GroupVersion, resource: DiscoveredResource): PathOperations[] {
  const own: GroupVersionKind = { ...gv, kind: resource.kind };
  const scope = resource.namespaced ? `${root}/namespaces/{namespace}` : root;
  const scopeParameters = resource.namespaced ? [NAMESPACE] : [];
  const has = (verb: string): boolean => resource.verbs.includes(verb);
  const infix = `${idOf(gv)}${resource.namespaced ? "Namespaced" : ""}${resource.kind}`;
  const paths: PathOperations[] = [];

  const collection: Operation[] = [];
  if (has("list")) collection.push(list(`list${infix}`, own));
  if (has("create")) collection.push(create(`create${infix}`, own));
  if (has("deletecollection"))
    collection.push(deleteCollection(`delete${idOf(gv)}Collection${suffixOf(resource)}`, own));
  add(paths, `${scope}/${resource.name}`, [...scopeParameters, PRETTY], collection);
  if (resource.namespaced && has("list")) {
    const everywhere = list(`list${idOf(gv)}${resource.kind}ForAllNamespaces`, own);
    add(paths, `${root}/${resource.name}`, [PRETTY], [everywhere]);
  }

  const objectPath = `${scope}/${resource.name}/{name}`;
  const objectParameters = [nameParameter(resource.kind), ...scopeParameters, PRETTY];
  add(paths, objectPath, objectParameters, objectOperations(infix, own, resource.verbs));
  for (const subresource of resource.subresources) {
    const id = `${infix}${capitalized(subresource.name)}`;
    if (subresource.kind.kind.endsWith("Options")) {
      const path = `${objectPath}/${subresource.name}`;
      add(paths, path, objectParameters, connectOperations(id, subresource));
      if (subresource.name !== "proxy") continue;
      const below = connectOperations(`${id}WithPath`, subresource);
      add(paths, `${path}/{path}`, [...objectParameters, PATH], below);
      continue;
    }
    const operations = objectOperations(id, subresource.kind, subresource.verbs);
    if (subresource.verbs.includes("create")) operations.unshift(create(`create${id}`, subresource.kind));
    add(paths, `${objectPath}/${subresource.name}`, objectParameters, operations);
  }
  return paths;
}

function objectOperations(infix: string, kind: GroupVersionKind, verbs: readonly string[]): Operation[] {
  const operations: Operation[] = [];
  if (verbs.includes("get")) {
    const description = `read the specified ${kind.kind}`;
    const common = { method: "get", action: "get", parameters: [], body: undefined, answer: "object" } as const;
    operations.push({ id: `read${infix}`, description, kind, ...common });
  }
  if (verbs.includes("update")) {
    const description = `replace the specified ${kind.kind}`;
    const common = { method: "put", action: "put", body: "object", answer: "object" } as const;
    operations.push({ id: `replace${infix}`, description, kind, parameters: WRITE_PARAMETERS, ...common });
  }
  if (verbs.includes("patch")) {
    const description = `partially update the specified ${kind.kind}`;
    const common = { method: "patch", action: "patch", body: "patch", answer: "object" } as const;
    operations.push({ id: `patch${infix}`, description, kind, parameters: PATCH_PARAMETERS, ...common });
  }
  if (verbs.includes("delete")) {
    const description = `delete a ${kind.kind}`;
    const common = { method: "delete", action: "delete", body: "deleteOptions", answer: "status" } as const;
    operations.push({ id: `delete${infix}`, description, kind, parameters: DELETE_PARAMETERS, ...common });
  }
  return operations;
}

const CONNECT_METHODS: { readonly [verb: string]: readonly Method[] } = {
  get: ["get"],
  create: ["post"],
  update: ["put"],
  patch: ["patch"],
  delete: ["delete", "options", "head"],
};

/** A subresource whose kind says how to connect: whatever comes back is not for this document. */
function connectOperations(id: string, { name, kind, verbs }: DiscoveredSubresource): Operation[] {
  const methods = verbs.flatMap((verb) => CONNECT_METHODS[verb] ?? []);
  return methods.map((method) => ({
    id: `connect${capitalized(method)}${id}`,
    method,
    action: "connect",
    description: `connect ${method.toUpperCase()} requests to ${name}`,
    kind,
    parameters: [],
    body: undefined,
    answer: "text",
  }));
}

function list(id: string, kind: GroupVersionKind): Operation {
  const description = `list or watch objects of kind ${kind.kind}`;
  const common = { method: "get", action: "list", body: undefined, answer: "list" } as const;
  return { id, description, kind, parameters: LIST_PARAMETERS, ...common };
}

function create(id: string, kind: GroupVersionKind): Operation {
  const common = { method: "post", action: "post", body: "object", answer: "object" } as const;
  return { id, description: `create a ${kind.kind}`, kind, parameters: WRITE_PARAMETERS, ...common };
}

function deleteCollection(id: string, kind: GroupVersionKind): Operation {
  const description = `delete collection of ${kind.kind}`;
  const common = { method: "delete", action: "deletecollection", body: "deleteOptions", answer: "status" } as const;
  return { id, description, kind, parameters: DELETE_COLLECTION_PARAMETERS, ...common };
}

function add(
  paths: PathOperations[],
  path: string,
  parameters: readonly Parameter[],
  operations: readonly Operation[],
): void {
  if (operations.length > 0) paths.push({ path, parameters, operations });
}

function suffixOf(resource: DiscoveredResource): string {
  return `${resource.namespaced ? "Namespaced" : ""}${resource.kind}`;
}

/** `apps/v1` → `AppsV1`, `rbac.authorization.k8s.io/v1` → `RbacAuthorizationV1`, the core group → `CoreV1`. */
export function idOf(gv: GroupVersion): string {
  const group = gv.group === "" ? "core" : gv.group.replace(/\.k8s\.io$/, "");
  return [...group.split(/[.-]/), gv.version].map(capitalized).join("");
}

/** The tag of a group's operations: `apps_v1`. */
export function tagOf(gv: GroupVersion): string {
  const id = idOf({ group: gv.group, version: "" });
  return `${id[0]!.toLowerCase()}${id.slice(1)}_${gv.version}`;
}

function capitalized(text: string): string {
  return text === "" ? "" : text[0]!.toUpperCase() + text.slice(1);
}
