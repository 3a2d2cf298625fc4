import { statusOf } from "../../apimachinery/api/errors/index.js";
import { rescue } from "../../apimachinery/promises/index.js";
import type { Store } from "../registry/index.js";
import { serialize } from "./encoding/index.js";
import type { EndpointDeps, VirtualResource } from "./handlers/deps.js";
import { ResourceScope } from "./handlers/scope.js";
import { VirtualScope } from "./handlers/virtual.js";
import { MEDIA_TYPES, negotiateOutput, type Format } from "./negotiation/index.js";
import type { Handler, RequestContext } from "./request/request-context.js";
import { runTraced } from "./traced-handler.js";
import { handlerOf, newUnknownPath, resourceRoutes, virtualRoutes, type ResourceRoutes, type Route } from "./routes.js";

/**
 * Answers every request about a resource (`requestInfo.isResourceRequest`) of the registry. Errors are thrown as
 * StatusErrors, which a filter answers in JSON; where the client accepts only another form, they are answered here.
 * Requests about groups and versions that nobody serves get the plain answer of a path that does not exist.
 */
export function createResourceHandler(deps: EndpointDeps): Handler {
  const routes = new RouteTable(deps);
  const serve: Handler = (ctx) => {
    const route = routes.find(ctx);
    if (route === undefined) return sendNotFound(ctx);
    const handler = handlerOf(route, ctx);
    if (route.deprecation !== undefined) deps.deprecatedAPIs?.announce(ctx, route.deprecation);
    return runTraced(handler, ctx);
  };
  return (ctx) =>
    rescue(serve, ctx, (err) => {
      if (!answerInAcceptedForm(ctx, deps, err)) throw err;
    });
}

/** Makes the routes of a resource at its first request, and forgets them with its store. */
class RouteTable {
  readonly #deps: EndpointDeps;
  readonly #stored = new WeakMap<Store, Map<string, ResourceRoutes>>();
  readonly #virtual = new WeakMap<VirtualResource, Map<string, ResourceRoutes>>();

  constructor(deps: EndpointDeps) {
    this.#deps = deps;
  }

  /** undefined when the group and version are not served at all. @throws StatusError 404, 405 */
  find(ctx: RequestContext): Route | undefined {
    const { apiGroup, apiVersion, resource, verb, parts } = ctx.requestInfo;
    const routes = this.#routesOf(apiGroup, apiVersion, resource);
    if (routes === undefined) {
      if (this.#serves(apiGroup, apiVersion)) throw newUnknownPath(ctx);
      return undefined;
    }
    if (verb === "proxy") throw newUnknownPath(ctx);
    const route = verb === "watch" ? watchRoute(routes, ctx) : routeOf(routes, ctx);
    if (route === undefined || (parts.length > 3 && route.isConnect !== true)) throw newUnknownPath(ctx);
    return route;
  }

  #routesOf(group: string, version: string, resource: string): ResourceRoutes | undefined {
    const store = this.#deps.registry.store({ group, resource });
    if (store !== undefined) {
      if (!store.definition.versions.includes(version)) return undefined;
      return remember(this.#stored, store, version, () =>
        resourceRoutes(new ResourceScope(this.#deps, store, version)),
      );
    }
    const virtual = this.#deps.virtualResources?.virtualResource({ group, resource });
    if (virtual?.definition.versions.includes(version) !== true) return undefined;
    return remember(this.#virtual, virtual, version, () =>
      virtualRoutes(new VirtualScope(this.#deps, virtual, version)),
    );
  }

  #serves(group: string, version: string): boolean {
    const { registry, virtualResources } = this.#deps;
    for (const resources of [registry.stores(), virtualResources?.virtualResources() ?? []]) {
      for (const { definition } of resources) {
        if (definition.group === group && definition.versions.includes(version)) return true;
      }
    }
    return false;
  }
}

function remember<K extends object>(
  table: WeakMap<K, Map<string, ResourceRoutes>>,
  key: K,
  version: string,
  make: () => ResourceRoutes,
): ResourceRoutes {
  let versions = table.get(key);
  if (versions === undefined) table.set(key, (versions = new Map()));
  let routes = versions.get(version);
  if (routes === undefined) versions.set(version, (routes = make()));
  return routes;
}

function routeOf(routes: ResourceRoutes, ctx: RequestContext): Route | undefined {
  const { namespace, resource, parts } = ctx.requestInfo;
  // The path's own name: a list may have got one from its field selector.
  const name = parts[1] ?? "";
  const subresource = parts[2] ?? "";
  const inNamespace = namespace !== "" && resource !== "namespaces";
  if (inNamespace && !routes.namespaced) return undefined;
  if (name === "") {
    if (subresource !== "") return undefined;
    return routes.namespaced && !inNamespace ? routes.allNamespaces : routes.collection;
  }
  if (routes.namespaced && !inNamespace) return undefined;
  return subresource === "" ? routes.object : routes.subresources.get(subresource);
}

/** `?watch=true` on a collection, and the old paths that begin with `/watch/`. */
function watchRoute(routes: ResourceRoutes, ctx: RequestContext): Route | undefined {
  const { parts, namespace, resource } = ctx.requestInfo;
  if ((parts[2] ?? "") !== "" || (namespace !== "" && resource !== "namespaces" && !routes.namespaced))
    return undefined;
  const { collection } = routes;
  return { ...collection, methods: { GET: routes.watch } };
}

/** As upstream's mux answers paths that nobody has claimed. */
function sendNotFound(ctx: RequestContext): void {
  ctx.response.setHeader("x-content-type-options", "nosniff");
  ctx.response.send(404, "text/plain; charset=utf-8", "404 page not found\n");
}

function answerInAcceptedForm(ctx: RequestContext, deps: EndpointDeps, err: unknown): boolean {
  const status = statusOf(err);
  if (status === undefined || ctx.response.started) return false;
  const format = acceptedFormat(ctx, deps);
  if (format === "json") return false;
  const retryAfter = status.details?.retryAfterSeconds;
  if (retryAfter) ctx.response.setHeader("retry-after", String(retryAfter));
  ctx.response.send(status.code ?? 500, MEDIA_TYPES[format], serialize(status, format, false, deps.protobuf));
  return true;
}

function acceptedFormat(ctx: RequestContext, deps: EndpointDeps): Format {
  const accept = ctx.header("accept") ?? "";
  if (!accept.includes("yaml") && !accept.includes("protobuf")) return "json";
  const formats: Format[] =
    deps.protobuf?.knows("v1", "Status") === true ? ["json", "yaml", "protobuf"] : ["json", "yaml"];
  try {
    return negotiateOutput(accept, { formats }).format;
  } catch {
    // Nothing suits, so the answer that says so comes in the default form.
    return "json";
  }
}
