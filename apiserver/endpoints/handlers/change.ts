import { newInternalError } from "../../../apimachinery/api/errors/index.js";
import type { UpdateOptions } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { newForbiddenRequest, type AuthorizationAttributes } from "../../authorization/index.js";
import type { UpdateRequest, ValidateCreate, ValidateUpdate } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import type { RequestContext } from "../request/request-context.js";
import { admitKeepingManagers } from "./admit-keeping-managers.js";
import { admissionAttributes, dedupOwnerReferences } from "./request.js";
import type { ResourceScope } from "./scope.js";

/**
 * Mutating admission of a changed or, without `current`, a new object; it may run several times for one request.
 * Returns the object.
 */
export async function admitChange(
  ctx: RequestContext,
  scope: ResourceScope,
  object: KubeObject,
  current: StoredObject | undefined,
  options: UpdateOptions,
  dryRun: boolean,
): Promise<KubeObject> {
  const { admission } = scope.deps;
  const operation = current === undefined ? "CREATE" : "UPDATE";
  if (admission.handles(operation)) {
    const parts = {
      operation,
      name: ctx.requestInfo.name,
      object,
      options: current === undefined ? createOptionsOf(options) : options,
      dryRun,
      ...(current === undefined ? {} : { oldObject: current.decoded() }),
    } as const;
    await admitKeepingManagers(ctx, admission, admissionAttributes(ctx, scope, parts), object);
  }
  dedupOwnerReferences(ctx, object, true);
  return object;
}

/** Validating admission of a change, and the permission to create by it. */
export function validateChange(
  ctx: RequestContext,
  scope: ResourceScope,
  options: UpdateOptions,
  dryRun: boolean,
): Pick<UpdateRequest, "validateCreate" | "validateUpdate"> {
  const { admission } = scope.deps;
  const validateUpdate: ValidateUpdate = (object, old) =>
    admission.validate(
      admissionAttributes(ctx, scope, {
        operation: "UPDATE",
        name: ctx.requestInfo.name,
        object: object as KubeObject,
        oldObject: old,
        options,
        dryRun,
      }),
      ctx,
    );
  const validateCreate: ValidateCreate = async (object) => {
    await authorizeCreate(ctx, scope);
    await admission.validate(
      admissionAttributes(ctx, scope, {
        operation: "CREATE",
        name: ctx.requestInfo.name,
        object: object as KubeObject,
        options: createOptionsOf(options),
        dryRun,
      }),
      ctx,
    );
  };
  return { validateCreate, ...(admission.handles("UPDATE") ? { validateUpdate } : {}) };
}

function createOptionsOf({ dryRun, fieldManager, fieldValidation }: DeepReadonly<UpdateOptions>): object {
  return {
    kind: "CreateOptions",
    apiVersion: "meta.k8s.io/v1",
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(fieldManager === undefined ? {} : { fieldManager }),
    ...(fieldValidation === undefined ? {} : { fieldValidation }),
  };
}

/** Who may update or patch may not for that reason create. @throws StatusError 403 */
async function authorizeCreate(ctx: RequestContext, scope: ResourceScope): Promise<void> {
  const { user, requestInfo } = ctx;
  if (user === undefined) throw newInternalError("no user in a request that creates");
  const attributes: AuthorizationAttributes = {
    kind: "resource",
    user,
    verb: "create",
    group: requestInfo.apiGroup,
    version: requestInfo.apiVersion,
    resource: requestInfo.resource,
    subresource: requestInfo.subresource,
    namespace: requestInfo.namespace,
    name: requestInfo.name,
  };
  const { decision, reason } = await scope.deps.authorizer.authorize(attributes, ctx);
  if (decision !== "allow") throw newForbiddenRequest(attributes, reason);
}
