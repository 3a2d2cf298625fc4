import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { KubeObject, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { apiVersionOf, type GroupVersionKind } from "../../../apimachinery/schema/index.js";
import { RequestAttributes } from "../../admission/index.js";
import { ensureNamespace, type WriteContext } from "../../registry/index.js";
import { serialize } from "../encoding/index.js";
import { MEDIA_TYPES, negotiateInput, negotiateOutput, wantsPretty, type Format } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import type { EndpointDeps, VirtualResource } from "./deps.js";
import { createOptions, isDryRun } from "./options.js";
import { DEFAULT_MAX_BODY_BYTES } from "./request.js";

/** One kind that is answered but never stored, in one version. */
export class VirtualScope {
  readonly deps: EndpointDeps;
  readonly resource: VirtualResource;
  readonly kind: GroupVersionKind;
  readonly formats: readonly Format[];

  constructor(deps: EndpointDeps, resource: VirtualResource, version: string) {
    const { group, kind } = resource.definition;
    this.deps = deps;
    this.resource = resource;
    this.kind = { group, version, kind };
    const protobuf = deps.protobuf?.knows(apiVersionOf(this.kind), kind) === true;
    this.formats = protobuf ? ["json", "yaml", "protobuf"] : ["json", "yaml"];
  }
}

/** POST */
export function createVirtualHandler(scope: VirtualScope): Handler {
  const { deps, resource, kind } = scope;
  return async (ctx) => {
    const output = negotiateOutput(ctx.header("accept"), scope);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const body = await ctx.readBody(deps.maxRequestBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
    const options = createOptions(ctx);
    const object = await decodeBody<KubeObject>(ctx, deps, body, format, {
      kind,
      validation: fieldValidationOf(options),
    });
    const { namespaced } = resource.definition;
    object.metadata ??= {};
    ensureNamespace(object.metadata, namespaced ? ctx.requestInfo.namespace : "");
    const dryRun = isDryRun(options);
    const attributes = attributesOf(ctx, scope, object, options, dryRun);
    await deps.admission.admit(attributes, ctx);
    await deps.admission.validate(attributes, ctx);
    const answer = await resource.create!(contextOf(ctx, scope, dryRun), object);
    send(ctx, scope, output.format, 201, answer);
  };
}

/** GET of one or of all. */
export function readVirtualHandler(scope: VirtualScope): Handler {
  const { resource } = scope;
  return async (ctx) => {
    const output = negotiateOutput(ctx.header("accept"), scope);
    const context = contextOf(ctx, scope, false);
    const { name } = ctx.requestInfo;
    const read = name === "" ? resource.list?.(context) : resource.get?.(context, name);
    if (read === undefined) throw newBadRequest("this resource can only be created");
    send(ctx, scope, output.format, 200, await read);
  };
}

function contextOf(ctx: RequestContext, { deps, kind, resource }: VirtualScope, dryRun: boolean): WriteContext {
  return {
    user: ctx.user ?? { name: "", groups: [] },
    namespace: resource.definition.namespaced ? ctx.requestInfo.namespace : "",
    dryRun,
    now: deps.clock.now(),
    version: kind.version,
    warn: (text) => void ctx.warnings.add(text),
    signal: ctx.signal,
  };
}

function attributesOf(
  ctx: RequestContext,
  { kind, resource }: VirtualScope,
  object: KubeObject,
  options: object,
  dryRun: boolean,
): RequestAttributes {
  return new RequestAttributes({
    operation: "CREATE",
    kind,
    resource: { group: kind.group, version: kind.version, resource: resource.definition.plural },
    subresource: "",
    namespace: ctx.requestInfo.namespace,
    name: object.metadata.name ?? "",
    object,
    oldObject: undefined,
    options,
    user: ctx.user ?? { name: "", uid: "", groups: [], extra: {} },
    dryRun,
    warnings: ctx.warnings,
    annotations: ctx.auditAnnotations,
  });
}

function send(
  ctx: RequestContext,
  { deps, kind }: VirtualScope,
  format: Format,
  status: number,
  hub: RuntimeObject,
): void {
  const own = deps.scheme.objectKind(hub).group === kind.group;
  const value = own ? deps.scheme.convertToVersion(hub, kind) : hub;
  const pretty = format === "json" && wantsPretty(ctx);
  ctx.response.send(status, MEDIA_TYPES[format], serialize(value, format, pretty, deps.protobuf));
}
