import { newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { JSONValue, UpdateOptions } from "../../../apimachinery/meta/v1/index.js";
import {
  deepCopyJSON,
  runAtOnce,
  Turns,
  type Steps,
  type KubeObject,
  type RuntimeObject,
} from "../../../apimachinery/runtime/index.js";
import { apiVersionOf, type GroupVersionKind } from "../../../apimachinery/schema/index.js";
import type { SubresourceDefinition } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { bareMediaType, negotiateInput, type Format, type OutputType } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { checkAddressed } from "./check-object.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import { decodePatched, decoderOf } from "./decode-patched.js";
import { createOptions, getOptions, isDryRun, patchOptions, updateOptions } from "./options.js";
import { preparedAtUse } from "./patch-types.js";
import { admissionAttributes, managerOf, readBody, writeContext } from "./request.js";
import { readPatch } from "./read-patch.js";
import { outputOf, sendObject, sendValue } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/** A subresource with code of its own, at one version of its resource. */
export class SubresourceScope {
  readonly parent: ResourceScope;
  readonly definition: SubresourceDefinition;
  /** What is sent and answered, in the request's version where the kind is of the parent's group. */
  readonly kind: GroupVersionKind;

  constructor(parent: ResourceScope, definition: SubresourceDefinition) {
    this.parent = parent;
    this.definition = definition;
    const { kind } = definition;
    this.kind = kind.group === parent.kind.group ? { ...kind, version: parent.kind.version } : kind;
  }
}

/** GET */
export function getSubresourceHandler(sub: SubresourceScope): Handler {
  const { parent: scope, definition } = sub;
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const { resourceVersion = "" } = getOptions(ctx);
    const { namespace, name } = ctx.requestInfo;
    const object = await scope.store.get(namespace, name, { resourceVersion, signal: ctx.signal });
    const value = definition.storage?.get?.(writeContext(ctx, scope, false), object.decoded());
    if (value === undefined) sendObject(ctx, scope, output, 200, object);
    else sendResult(ctx, sub, output, 200, value);
  };
}

/** POST, which changes the object whose name the path has. */
export function createSubresourceHandler(sub: SubresourceScope): Handler {
  const { parent: scope } = sub;
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const bytes = await readBody(ctx, scope);
    const options = createOptions(ctx);
    const body = await decode(ctx, sub, bytes, format, options);
    const result = await change(ctx, sub, "CREATE", options, () => deepCopyJSON(body));
    respond(ctx, sub, output, 201, result);
  };
}

/** PUT */
export function updateSubresourceHandler(sub: SubresourceScope): Handler {
  const { parent: scope } = sub;
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const bytes = await readBody(ctx, scope);
    const options = updateOptions(ctx);
    const body = await decode(ctx, sub, bytes, negotiateInput(ctx.header("content-type"), scope.formats), options);
    checkAddressed(ctx, scope, body);
    respond(ctx, sub, output, 200, await change(ctx, sub, "UPDATE", options, () => deepCopyJSON(body)));
  };
}

/** PATCH of what GET shows. */
export function patchSubresourceHandler(sub: SubresourceScope): Handler {
  const { parent: scope } = sub;
  return async (ctx) => {
    const type = bareMediaType(ctx.header("content-type") ?? "");
    const output = outputOf(ctx, scope);
    const bytes = await readPatch(ctx, scope, type);
    const options = patchOptions(ctx, type);
    const validation = fieldValidationOf(options);
    const turns = new Turns();
    const prepared = preparedAtUse(type, bytes, validation !== "Ignore", () => scope.patchSchema, turns);
    const { kind } = sub;
    const decoder = decoderOf(scope.deps.schemas, kind);
    const result = await change(ctx, sub, "UPDATE", options, async (current) => {
      const shown = sub.definition.storage?.get?.(writeContext(ctx, scope, false), current.decoded());
      const value = shown === undefined ? scope.view.value(current) : versioned(sub, shown);
      const patch = await prepared();
      const patched = (): Steps<JSONValue> =>
        patch.apply(deepCopyJSON(value) as unknown as { [key: string]: JSONValue });
      const decoded = await turns.run(decodePatched(ctx, patch, patched, { kind, decoder, validation }));
      scope.deps.scheme.default(decoded);
      const body = scope.deps.scheme.convertToHub<KubeObject>(decoded);
      checkAddressed(ctx, scope, body);
      return body;
    });
    respond(ctx, sub, output, 200, result);
  };
}

interface ChangeResult {
  readonly object: StoredObject;
  /** What the subresource's own code answers; undefined: the object. */
  readonly answer: RuntimeObject | undefined;
}

async function change(
  ctx: RequestContext,
  sub: SubresourceScope,
  operation: "CREATE" | "UPDATE",
  options: UpdateOptions,
  bodyOf: (current: StoredObject) => Promise<KubeObject> | KubeObject,
): Promise<ChangeResult> {
  const { parent: scope, definition } = sub;
  const { scheme, admission, fieldManagers } = scope.deps;
  const { name } = ctx.requestInfo;
  const dryRun = isDryRun(options);
  const context = writeContext(ctx, scope, dryRun);
  // What is posted, as a binding, is no writing of the object's fields: nobody comes to manage them by it.
  const fields =
    operation === "CREATE"
      ? undefined
      : fieldManagers?.managerOf(scope.definition, scope.kind.version, definition.name);
  let answer: RuntimeObject | undefined;
  const { object } = await scope.store.update(context, {
    name,
    strategy: scope.store.strategyOf(definition.name),
    transform: async (current) => {
      const { group, resource } = scope.resource;
      if (current === undefined) throw newNotFound({ group, resource }, name);
      const live = current.decoded();
      const body = await bodyOf(current);
      const attributes = admissionAttributes(
        ctx,
        scope,
        { operation, name, object: body, options, dryRun, ...(operation === "UPDATE" ? { oldObject: live } : {}) },
        sub.kind,
      );
      if (admission.handles(operation)) {
        await admission.admit(attributes, ctx);
        await admission.validate(attributes, ctx);
      }
      const parent = scheme.deepCopy(live as KubeObject);
      // What the body knows of the object has to be true.
      parent.metadata.resourceVersion = body.metadata?.resourceVersion ?? "";
      if (body.metadata?.uid) parent.metadata.uid = body.metadata.uid;
      answer = definition.storage?.update?.(context, parent, body) ?? undefined;
      return fields === undefined ? parent : runAtOnce(fields.updateSteps(live, parent, managerOf(ctx, options)));
    },
  });
  return { object, answer };
}

function decode(
  ctx: RequestContext,
  sub: SubresourceScope,
  bytes: Uint8Array,
  format: Format,
  options: UpdateOptions,
): Promise<KubeObject> {
  const { kind } = sub;
  return decodeBody<KubeObject>(ctx, sub.parent.deps, bytes, format, {
    kind,
    validation: fieldValidationOf(options),
    // Clients of subresources speak any version of their kinds.
    accepts: (gvk) => gvk.kind === kind.kind && gvk.group === kind.group,
  });
}

function respond(
  ctx: RequestContext,
  sub: SubresourceScope,
  output: OutputType,
  status: number,
  { object, answer }: ChangeResult,
): void {
  if (answer === undefined) sendObject(ctx, sub.parent, output, status, object);
  else sendResult(ctx, sub, output, status, answer);
}

function sendResult(
  ctx: RequestContext,
  sub: SubresourceScope,
  output: OutputType,
  status: number,
  value: RuntimeObject,
): void {
  if (value.kind === "Status") {
    sendValue(ctx, sub.parent, output, status, {
      ...value,
      code: (value as { code?: number }).code ?? status,
    } as RuntimeObject);
    return;
  }
  sendValue(ctx, sub.parent, output, status, versioned(sub, value));
}

function versioned(sub: SubresourceScope, value: RuntimeObject): RuntimeObject {
  const { scheme } = sub.parent.deps;
  const gvk = scheme.objectKind(value);
  if (gvk.group !== sub.kind.group || apiVersionOf(gvk) === apiVersionOf(sub.kind)) return value;
  return scheme.convertToVersion(value, sub.kind);
}
