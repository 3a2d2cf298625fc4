import { newConflict, newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { JSONValue, PatchOptions } from "../../../apimachinery/meta/v1/index.js";
import {
  copyOfLength,
  Turns,
  type KubeObject,
  type RuntimeObject,
  type Steps,
} from "../../../apimachinery/runtime/index.js";
import type { ParsedYAML } from "../../../apimachinery/runtime/yaml/index.js";
import { isTooLargeToStore, type UpdateResult } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { bareMediaType } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { parseApplied, reportRepeatedKeys } from "./applied-body.js";
import { admitChange, validateChange } from "./change.js";
import { checkAddressed } from "./check-object.js";
import { fieldValidationOf } from "./decode-body.js";
import { checkSize, dropManagersBeyondSize } from "./check-size.js";
import { decodePatched, decoderOf } from "./decode-patched.js";
import type { FieldManager } from "./deps.js";
import { isDryRun, patchOptions } from "./options.js";
import { APPLY_PATCH, preparedAtUse, type PreparedPatch } from "./patch-types.js";
import { managerOf, writeContext } from "./request.js";
import { readPatch } from "./read-patch.js";
import { outputOf, sendObject } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/** Makes the patched object from the current one; runs again each time another writer came first. */
type Mechanism = (current: StoredObject | undefined) => Promise<KubeObject>;

/**
 * PATCH of an object, or of its status, in four ways. The router has checked the type of the patch.
 * @see kubernetes/apiserver pkg/endpoints/handlers/patch.go
 */
export function patchHandler(scope: ResourceScope, subresource: "" | "status"): Handler {
  const strategy = scope.store.strategyOf(subresource);
  return async (ctx) => {
    const type = bareMediaType(ctx.header("content-type") ?? "");
    const output = outputOf(ctx, scope);
    const body = await readPatch(ctx, scope, type);
    const options = patchOptions(ctx, type);
    const dryRun = isDryRun(options);
    const turns = new Turns();
    const fields = scope.deps.fieldManagers?.managerOf(scope.definition, scope.kind.version, subresource);
    const mechanism =
      type === APPLY_PATCH
        ? applyMechanism(ctx, scope, await parseApplied(body, turns), body.length, subresource, options, fields!, turns)
        : patchMechanism(
            ctx,
            scope,
            preparedAtUse(type, body, fieldValidationOf(options) !== "Ignore", () => scope.patchSchema, turns),
            body.length,
            subresource,
            options,
            fields,
            turns,
          );
    const updateOptions = updateOptionsOf(options);
    let track = true;
    const run = (): Promise<UpdateResult> =>
      scope.store.update(writeContext(ctx, scope, dryRun, turns), {
        name: ctx.requestInfo.name,
        strategy,
        // A status is that of an object that is there.
        forceAllowCreate: type === APPLY_PATCH && subresource === "",
        transform: async (current) => {
          const patched = await mechanism(current);
          checkAddressed(ctx, scope, patched);
          const admitted = await admitChange(ctx, scope, patched, current, updateOptions, dryRun);
          if (!track) delete admitted.metadata.managedFields;
          return admitted;
        },
        ...validateChange(ctx, scope, updateOptions, dryRun),
      });
    let result: UpdateResult;
    try {
      result = await run();
    } catch (err) {
      if (!isTooLargeToStore(err) || type === APPLY_PATCH) throw err;
      // Managed fields may be large, and an object can do without them.
      track = false;
      result = await run();
    }
    sendObject(ctx, scope, output, result.created ? 201 : 200, result.object);
  };
}

function patchMechanism(
  ctx: RequestContext,
  scope: ResourceScope,
  prepared: () => Promise<PreparedPatch>,
  patchLength: number,
  subresource: "" | "status",
  options: PatchOptions,
  fields: FieldManager | undefined,
  turns: Turns,
): Mechanism {
  const { kind, deps } = scope;
  const rules = { kind, decoder: decoderOf(deps.schemas, kind), validation: fieldValidationOf(options) };
  const manager = managerOf(ctx, options);
  return async (current) => {
    const { group, resource } = scope.resource;
    if (current === undefined) throw newNotFound({ group, resource }, ctx.requestInfo.name);
    const patch = await prepared();
    const shown = scope.view.value(current) as unknown as { [key: string]: JSONValue };
    await turns.rest();
    // From a copy of its own each time: the decoder changes what it is given.
    const { length } = current.bytes;
    const patched = function* (): Steps<JSONValue> {
      return yield* patch.apply(yield* copyOfLength(shown, length));
    };
    const decoded = await turns.run(decodePatched(ctx, patch, patched, rules));
    await turns.rest();
    deps.scheme.default(decoded);
    const object = deps.scheme.convertToHub<KubeObject>(decoded);
    await checkSize(scope, subresource, object, length + patchLength, turns);
    await turns.rest();
    if (fields === undefined) return object;
    const tracked = await turns.run(fields.updateSteps(current.decoded(), object, manager));
    await dropManagersBeyondSize(scope, subresource, tracked, length + patchLength, turns);
    return tracked;
  };
}

function applyMechanism(
  ctx: RequestContext,
  scope: ResourceScope,
  applied: ParsedYAML,
  length: number,
  subresource: "" | "status",
  options: PatchOptions,
  fields: FieldManager,
  turns: Turns,
): Mechanism {
  return async (current) => {
    // A copy for each attempt, since managers may take parts of the patch into the object.
    const patch = (await turns.run(copyOfLength(applied.value, length))) as RuntimeObject;
    const manager = options.fieldManager ?? "";
    const object = await turns.run(fields.applySteps(current?.decoded(), patch, manager, options.force === true));
    await checkSize(scope, subresource, object, (current?.bytes.length ?? 0) + length, turns);
    reportRepeatedKeys(ctx, applied, fieldValidationOf(options));
    const { uid } = object.metadata;
    if (current === undefined && uid) {
      const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
      throw newConflict(scope.resource, ctx.requestInfo.name, why);
    }
    return object;
  };
}

function updateOptionsOf({ force: _force, ...options }: PatchOptions): PatchOptions {
  return { ...options, kind: "UpdateOptions" };
}
