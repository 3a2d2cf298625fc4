import { newGenericServerResponse, type StatusError } from "../../apimachinery/api/errors/index.js";
import type { Deprecation } from "./deprecated-apis.js";
import type { SubresourceVerb } from "../registry/index.js";
import { connectHandler, createBoundHandler } from "./handlers/bound-subresource.js";
import { createHandler } from "./handlers/create.js";
import { deleteCollectionHandler, deleteHandler } from "./handlers/delete.js";
import { getHandler } from "./handlers/get.js";
import { listHandler } from "./handlers/list.js";
import { patchHandler } from "./handlers/patch.js";
import { APPLY_PATCH, JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH } from "./handlers/patch-types.js";
import { ScaleAccess } from "./handlers/scale-object.js";
import { getScaleHandler, patchScaleHandler, updateScaleHandler } from "./handlers/scale.js";
import type { ResourceScope } from "./handlers/scope.js";
import {
  createSubresourceHandler,
  getSubresourceHandler,
  patchSubresourceHandler,
  SubresourceScope,
  updateSubresourceHandler,
} from "./handlers/subresource.js";
import { updateHandler } from "./handlers/update.js";
import { createVirtualHandler, readVirtualHandler, type VirtualScope } from "./handlers/virtual.js";
import { watchHandler } from "./handlers/watch.js";
import {
  bareMediaType,
  isAccepted,
  MEDIA_TYPES,
  notAcceptedMessage,
  streamTypes,
  type Format,
} from "./negotiation/index.js";
import type { Handler, RequestContext } from "./request/request-context.js";

/** What one path answers, by method. */
export interface Route {
  readonly methods: { readonly [method: string]: Handler | undefined };
  /** Types of patches that PATCH takes. */
  readonly patchTypes: readonly string[];
  /** Media types that answers may have, as a client is told when it accepts none of them. */
  readonly produces: readonly string[];
  /** Takes whatever comes: types of content, and paths that go on. */
  readonly isConnect?: boolean;
  /** Present when the kind's version will be gone. */
  readonly deprecation?: Deprecation | undefined;
}

/** All paths of one resource in one version. */
export interface ResourceRoutes {
  readonly namespaced: boolean;
  /** Of one namespace, or of a resource of the whole cluster. */
  readonly collection: Route;
  /** Of all namespaces; undefined for resources of the whole cluster. */
  readonly allNamespaces: Route | undefined;
  readonly object: Route;
  readonly subresources: ReadonlyMap<string, Route>;
  /** `watch` parameter and legacy paths. */
  readonly watch: Handler | undefined;
}

const NO_PATCH: readonly string[] = [];

export function resourceRoutes(scope: ResourceScope): ResourceRoutes {
  const { definition } = scope;
  const verbs = new Set(definition.verbs);
  const produces = scope.formats.map((format) => MEDIA_TYPES[format]);
  const producesStreams = [...produces, ...streamTypes({ formats: scope.formats })];
  const patchTypes = patchTypesOf(scope);
  const deprecation = scope.deps.deprecatedAPIs?.deprecationOf(
    scope.kind,
    definition.deprecations?.[scope.kind.version],
  );
  const watch = verbs.has("watch") ? watchHandler(scope) : undefined;
  const list = verbs.has("list") ? listOrWatch(listHandler(scope), watch) : undefined;
  const subresources = new Map<string, Route>();
  if (definition.statusSubresource) {
    subresources.set("status", {
      methods: {
        GET: getHandler(scope),
        PUT: updateHandler(scope, "status"),
        PATCH: patchHandler(scope, "status"),
      },
      patchTypes,
      produces,
      deprecation,
    });
  }
  if (definition.scale !== undefined) {
    const access = new ScaleAccess(definition.scale);
    subresources.set("scale", {
      methods: {
        GET: getScaleHandler(scope, access),
        PUT: updateScaleHandler(scope, access),
        PATCH: patchScaleHandler(scope, access),
      },
      patchTypes: [...new Set([...patchTypes, STRATEGIC_MERGE_PATCH])],
      produces,
    });
  }
  for (const sub of definition.subresources) {
    const own = new SubresourceScope(scope, sub);
    const route = sub.storage === undefined ? boundRoute(own, produces) : codedRoute(own, produces);
    if (route !== undefined) subresources.set(sub.name, route);
  }
  return {
    namespaced: definition.namespaced,
    collection: {
      methods: {
        GET: list,
        POST: verbs.has("create") ? createHandler(scope) : undefined,
        DELETE: verbs.has("deletecollection") ? deleteCollectionHandler(scope) : undefined,
      },
      patchTypes: NO_PATCH,
      produces: producesStreams,
      deprecation,
    },
    allNamespaces: definition.namespaced
      ? { methods: { GET: list }, patchTypes: NO_PATCH, produces: producesStreams, deprecation }
      : undefined,
    object: {
      methods: {
        GET: verbs.has("get") ? getHandler(scope) : undefined,
        PUT: verbs.has("update") ? updateHandler(scope, "") : undefined,
        PATCH: verbs.has("patch") ? patchHandler(scope, "") : undefined,
        DELETE: verbs.has("delete") ? deleteHandler(scope) : undefined,
      },
      patchTypes,
      produces,
      deprecation,
    },
    subresources,
    watch,
  };
}

/** A subresource with code beside its kind, which changes the object. */
function codedRoute(sub: SubresourceScope, produces: readonly string[]): Route {
  const serves = new Set<string>(sub.definition.verbs);
  return {
    methods: {
      GET: serves.has("get") ? getSubresourceHandler(sub) : undefined,
      POST: serves.has("create") ? createSubresourceHandler(sub) : undefined,
      PUT: serves.has("update") ? updateSubresourceHandler(sub) : undefined,
      PATCH: serves.has("patch") ? patchSubresourceHandler(sub) : undefined,
    },
    patchTypes: [JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH],
    produces,
  };
}

const CONNECT_METHODS: { readonly [verb in SubresourceVerb]: readonly string[] } = {
  get: ["GET"],
  create: ["POST"],
  update: ["PUT"],
  patch: ["PATCH"],
  // Upstream has no verbs for these two; what is proxied takes all methods.
  delete: ["DELETE", "HEAD", "OPTIONS"],
};

/** A subresource that the server brings; undefined when it does not. */
function boundRoute(sub: SubresourceScope, produces: readonly string[]): Route | undefined {
  const { parent, definition } = sub;
  const { group, plural } = parent.definition;
  const bound = parent.deps.boundSubresources?.boundSubresource({ group, resource: plural }, definition.name);
  if (bound?.connect !== undefined) {
    const handler = connectHandler(sub, bound.connect.bind(bound));
    const methods = definition.verbs.flatMap((verb) => CONNECT_METHODS[verb].map((method) => [method, handler]));
    return { methods: Object.fromEntries(methods), patchTypes: NO_PATCH, produces: [], isConnect: true };
  }
  if (bound?.create === undefined) return undefined;
  return { methods: { POST: createBoundHandler(sub, bound.create.bind(bound)) }, patchTypes: NO_PATCH, produces };
}

export function virtualRoutes(scope: VirtualScope): ResourceRoutes {
  const { resource } = scope;
  const produces = scope.formats.map((format: Format) => MEDIA_TYPES[format]);
  const route = (methods: Route["methods"]): Route => ({ methods, patchTypes: NO_PATCH, produces });
  const { namespaced } = resource.definition;
  const collection = route({
    POST: resource.create === undefined ? undefined : createVirtualHandler(scope),
    GET: resource.list === undefined ? undefined : readVirtualHandler(scope),
  });
  return {
    namespaced,
    collection,
    allNamespaces: namespaced ? route({}) : undefined,
    object: route({ GET: resource.get === undefined ? undefined : readVirtualHandler(scope) }),
    subresources: new Map(),
    watch: undefined,
  };
}

/**
 * The handler for a request, once its path is known.
 * @throws StatusError 405, 406, 415 in the words of upstream's router
 */
export function handlerOf(route: Route, ctx: RequestContext): Handler {
  const handler = route.methods[ctx.method];
  if (handler === undefined) throw refused(405, ctx, "");
  if (route.isConnect === true) return handler;
  if (ctx.method === "PATCH" && !route.patchTypes.includes(bareMediaType(ctx.header("content-type") ?? ""))) {
    throw refused(415, ctx, "415: Unsupported Media Type");
  }
  if (!isAccepted(ctx.header("accept"), route.produces)) {
    throw refused(406, ctx, notAcceptedMessage(route.produces));
  }
  return handler;
}

export function newUnknownPath(ctx: RequestContext): StatusError {
  return refused(404, ctx, "");
}

function refused(code: number, ctx: RequestContext, serverMessage: string): StatusError {
  return newGenericServerResponse({ code, verb: ctx.method, serverMessage });
}

function listOrWatch(list: Handler, watch: Handler | undefined): Handler {
  return (ctx) => {
    if (ctx.requestInfo.verb !== "watch") return list(ctx);
    if (watch === undefined) throw refused(405, ctx, "");
    return watch(ctx);
  };
}

function patchTypesOf(scope: ResourceScope): readonly string[] {
  const { definition, deps, kind } = scope;
  const types = [JSON_PATCH, MERGE_PATCH];
  if (definition.dynamic !== true) types.push(STRATEGIC_MERGE_PATCH);
  if (deps.fieldManagers?.managerOf(definition, kind.version, "") !== undefined) types.push(APPLY_PATCH);
  return types;
}
