import type { DeleteOptions } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { DeleteResult, ValidateDelete } from "../../registry/index.js";
import type { OutputType } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { readDeleteOptions } from "./delete-options.js";
import { listParameters, sendList } from "./list.js";
import { isDryRun, listOptions } from "./options.js";
import { admissionAttributes, writeContext } from "./request.js";
import { outputOf, sendObject, sendValue } from "./respond.js";
import type { ResourceScope } from "./scope.js";
import { selectionOf } from "./selection.js";

/**
 * DELETE of an object.
 * @see kubernetes/apiserver pkg/endpoints/handlers/delete.go
 */
export function deleteHandler(scope: ResourceScope): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const options = await readDeleteOptions(ctx, scope);
    const { name } = ctx.requestInfo;
    const validate = validateDeletion(ctx, scope, options);
    const result = await scope.store.delete(writeContext(ctx, scope, isDryRun(options)), {
      name,
      options,
      ...(validate === undefined ? {} : { validate: (old) => validate(name, old) }),
    });
    // Only clients that asked for it this old way are told that the deletion goes on.
    const status = result.outcome !== "removed" && options.orphanDependents === false ? 202 : 200;
    sendDeleted(ctx, scope, output, status, result);
  };
}

/** DELETE of a collection: the answer lists what was there. */
export function deleteCollectionHandler(scope: ResourceScope): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const { watch: _watch, ...selected } = listOptions(ctx);
    const options = await readDeleteOptions(ctx, scope);
    const validate = validateDeletion(ctx, scope, options);
    const list = await scope.store.deleteCollection(
      writeContext(ctx, scope, isDryRun(options)),
      {
        namespace: scope.definition.namespaced ? ctx.requestInfo.namespace : "",
        predicate: selectionOf(scope, selected, ""),
        ...listParameters(selected),
        signal: ctx.signal,
      },
      { options, ...(validate === undefined ? {} : { validate }) },
    );
    await sendList(ctx, scope, output, list);
  };
}

/** Admission of deletions; undefined when no plug-in cares. */
function validateDeletion(
  ctx: RequestContext,
  scope: ResourceScope,
  options: DeleteOptions,
): ((name: string, old: Parameters<ValidateDelete>[0]) => Promise<void>) | undefined {
  const { admission } = scope.deps;
  if (!admission.handles("DELETE")) return undefined;
  const dryRun = isDryRun(options);
  return async (name, oldObject) => {
    const attributes = admissionAttributes(ctx, scope, { operation: "DELETE", name, oldObject, options, dryRun });
    await admission.admit(attributes, ctx);
    await admission.validate(attributes, ctx);
  };
}

function sendDeleted(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  status: number,
  { outcome, object, old }: DeleteResult,
): void {
  if (outcome === "marked" || scope.definition.hooks.returnDeletedObject === true) {
    sendObject(ctx, scope, output, status, object);
    return;
  }
  const { group, resource } = scope.resource;
  const { name = "", uid = "" } = old.metadata;
  const success = {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { name, ...(group === "" ? {} : { group }), kind: resource, uid },
  };
  sendValue(ctx, scope, output, status, success as RuntimeObject);
}
