import type { CreateOptions } from "../../../apimachinery/meta/v1/index.js";
import type { KubeObject, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../../apimachinery/schema/index.js";
import type { WriteContext } from "../../registry/index.js";
import { negotiateInput } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import { createOptions, isDryRun } from "./options.js";
import { admissionAttributes, readBody, writeContext } from "./request.js";
import { outputOf, sendValue } from "./respond.js";
import type { SubresourceScope } from "./subresource.js";

/** A POST to a subresource that the server brings. */
export interface BoundCreate extends WriteContext {
  /** Of the object that the subresource belongs to. */
  readonly name: string;
  readonly options: CreateOptions;
  /** For audit. */
  annotate(key: string, value: string): void;
}

/** What a subresource does that needs more than the object it belongs to. */
export interface BoundSubresource {
  /** Answers a POST with a Status or an object of the subresource's kind. @throws StatusError */
  create?(ctx: BoundCreate, body: KubeObject): Promise<RuntimeObject>;
  /** Answers any method by itself: streams, and what goes on to another server. @throws StatusError */
  connect?(ctx: RequestContext): Promise<void>;
}

export interface BoundSubresourceSource {
  boundSubresource(resource: GroupResource, name: string): BoundSubresource | undefined;
}

/** POST of an object of the subresource's kind. */
export function createBoundHandler(sub: SubresourceScope, create: NonNullable<BoundSubresource["create"]>): Handler {
  const { parent: scope, kind } = sub;
  const { deps } = scope;
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const bytes = await readBody(ctx, scope);
    const options = createOptions(ctx);
    const { name } = ctx.requestInfo;
    const object = await decodeBody<KubeObject>(ctx, deps, bytes, format, {
      kind,
      validation: fieldValidationOf(options),
    });
    object.metadata ??= {};
    const dryRun = isDryRun(options);
    if (deps.admission.handles("CREATE")) {
      const attributes = admissionAttributes(ctx, scope, { operation: "CREATE", name, object, options, dryRun }, kind);
      await deps.admission.admit(attributes, ctx);
      await deps.admission.validate(attributes, ctx);
    }
    const annotate = (key: string, value: string): void => void ctx.auditAnnotations.set(key, value);
    const answer = await create({ ...writeContext(ctx, scope, dryRun), name, options, annotate }, object);
    const own = deps.scheme.objectKind(answer).group === kind.group;
    sendValue(ctx, scope, output, codeOf(answer), own ? deps.scheme.convertToVersion(answer, kind) : answer);
  };
}

/** Any method; admission sees a CONNECT. */
export function connectHandler(sub: SubresourceScope, connect: NonNullable<BoundSubresource["connect"]>): Handler {
  const { parent: scope, kind } = sub;
  const { admission } = scope.deps;
  return async (ctx) => {
    if (admission.handles("CONNECT")) {
      const options = { kind: kind.kind, apiVersion: "v1", ...Object.fromEntries(ctx.query) } as RuntimeObject;
      const { name } = ctx.requestInfo;
      const parts = { operation: "CONNECT", name, object: options, options, dryRun: false } as const;
      const attributes = admissionAttributes(ctx, scope, parts, kind);
      await admission.admit(attributes, ctx);
      await admission.validate(attributes, ctx);
    }
    await connect(ctx);
  };
}

function codeOf(answer: RuntimeObject): number {
  const { kind, code } = answer as { readonly kind?: string; readonly code?: number };
  return kind === "Status" && code !== undefined ? code : 201;
}
