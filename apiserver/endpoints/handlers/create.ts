import type { CreateOptions } from "../../../apimachinery/meta/v1/index.js";
import { Turns, type DeepReadonly, type KubeObject } from "../../../apimachinery/runtime/index.js";
import { ensureNamespace, isTooLargeToStore, wipeSystemFields } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { negotiateInput } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { admitKeepingManagers } from "./admit-keeping-managers.js";
import { checkSize, dropManagersBeyondSize } from "./check-size.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import { createOptions, isDryRun } from "./options.js";
import { admissionAttributes, dedupOwnerReferences, managerOf, readBody, writeContext } from "./request.js";
import { outputOf, sendObject } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/**
 * POST to a collection.
 * @see kubernetes/apiserver pkg/endpoints/handlers/create.go
 */
export function createHandler(scope: ResourceScope): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const body = await readBody(ctx, scope);
    const options = createOptions(ctx);
    const turns = new Turns();
    const rules = { kind: scope.kind, validation: fieldValidationOf(options) };
    const object = await decodeBody(ctx, scope.deps, body, format, rules, turns);
    await checkSize(scope, "", object, body.length, turns);
    object.metadata ??= {};
    wipeSystemFields(object.metadata);
    ensureNamespace(object.metadata, scope.definition.namespaced ? ctx.requestInfo.namespace : "");
    dedupOwnerReferences(ctx, object, false);
    sendObject(ctx, scope, output, 201, await create(ctx, scope, object, body.length, options, turns));
  };
}

async function create(
  ctx: RequestContext,
  scope: ResourceScope,
  decoded: KubeObject,
  length: number,
  options: CreateOptions,
  turns: Turns,
): Promise<StoredObject> {
  const { admission, fieldManagers } = scope.deps;
  const manager = fieldManagers?.managerOf(scope.definition, scope.kind.version, "");
  const object =
    manager === undefined ? decoded : await turns.run(manager.updateSteps(undefined, decoded, managerOf(ctx, options)));
  await dropManagersBeyondSize(scope, "", object, length, turns);
  const dryRun = isDryRun(options);
  const name = object.metadata.name ?? "";
  const admitted = admission.handles("CREATE");
  const attributes = { operation: "CREATE", name, object, options, dryRun } as const;
  if (admitted) {
    await admitKeepingManagers(ctx, admission, admissionAttributes(ctx, scope, attributes), object);
  }
  dedupOwnerReferences(ctx, object, true);
  const validate = async (final: DeepReadonly<KubeObject>): Promise<void> => {
    const named = { ...attributes, name: final.metadata.name ?? "", object: final as KubeObject };
    await admission.validate(admissionAttributes(ctx, scope, named), ctx);
  };
  const store = (): Promise<StoredObject> =>
    scope.store.create(writeContext(ctx, scope, dryRun, turns), object, admitted ? validate : undefined);
  try {
    return await store();
  } catch (err) {
    // Managed fields may be large, and an object can do without them.
    if (!isTooLargeToStore(err) || object.metadata.managedFields === undefined) throw err;
    delete object.metadata.managedFields;
    return store();
  }
}
