import type { UpdateOptions } from "../../../apimachinery/meta/v1/index.js";
import { AT_ONCE_BYTES, deepCopyJSONSteps, Turns, type KubeObject } from "../../../apimachinery/runtime/index.js";
import { isTooLargeToStore, type UpdateResult } from "../../registry/index.js";
import { negotiateInput } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { admitChange, validateChange } from "./change.js";
import { checkAddressed } from "./check-object.js";
import { checkSize, dropManagersBeyondSize } from "./check-size.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import { isDryRun, updateOptions } from "./options.js";
import { dedupOwnerReferences, managerOf, readBody, writeContext } from "./request.js";
import { outputOf, sendObject } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/**
 * PUT of an object, or of its status.
 * @see kubernetes/apiserver pkg/endpoints/handlers/update.go
 */
export function updateHandler(scope: ResourceScope, subresource: "" | "status"): Handler {
  const strategy = scope.store.strategyOf(subresource);
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const body = await readBody(ctx, scope);
    const options = updateOptions(ctx);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const turns = new Turns();
    const rules = { kind: scope.kind, validation: fieldValidationOf(options) };
    const decoded = await decodeBody(ctx, scope.deps, body, format, rules, turns);
    await checkSize(scope, subresource, decoded, body.length, turns);
    checkAddressed(ctx, scope, decoded);
    dedupOwnerReferences(ctx, decoded, false);
    const { object, created } = await update(ctx, scope, decoded, body.length, options, subresource, strategy, turns);
    sendObject(ctx, scope, output, created ? 201 : 200, object);
  };
}

async function update(
  ctx: RequestContext,
  scope: ResourceScope,
  decoded: KubeObject,
  length: number,
  options: UpdateOptions,
  subresource: "" | "status",
  strategy: ReturnType<ResourceScope["store"]["strategyOf"]>,
  turns: Turns,
): Promise<UpdateResult> {
  const { scheme, fieldManagers } = scope.deps;
  const dryRun = isDryRun(options);
  const fields = fieldManagers?.managerOf(scope.definition, scope.kind.version, subresource);
  const manager = managerOf(ctx, options);
  const { uid } = decoded.metadata;
  let track = true;
  const run = (): Promise<UpdateResult> =>
    scope.store.update(writeContext(ctx, scope, dryRun, turns), {
      name: ctx.requestInfo.name,
      strategy,
      ...(uid ? { uid } : {}),
      transform: async (current) => {
        const isLong = length > AT_ONCE_BYTES;
        const object = isLong ? await turns.run(deepCopyJSONSteps(decoded)) : scheme.deepCopy(decoded);
        if (track && fields !== undefined) await turns.run(fields.updateSteps(current?.decoded(), object, manager));
        await dropManagersBeyondSize(scope, subresource, object, length, turns);
        return admitChange(ctx, scope, object, current, options, dryRun);
      },
      ...validateChange(ctx, scope, options, dryRun),
    });
  try {
    return await run();
  } catch (err) {
    if (!isTooLargeToStore(err)) throw err;
    // Managed fields may be large, and an object can do without them.
    delete decoded.metadata.managedFields;
    track = false;
    return run();
  }
}
