import {
  isRequestEntityTooLarge,
  newBadRequest,
  newConflict,
  newNotFound,
} from "../../../apimachinery/api/errors/index.js";
import type { JSONValue, PatchOptions } from "../../../apimachinery/meta/v1/index.js";
import { DecodeError, strictDecodingMessage } from "../../../apimachinery/runtime/decode/index.js";
import type { KubeObject, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { parseYAML, YAMLSyntaxError, type ParsedYAML } from "../../../apimachinery/runtime/yaml/index.js";
import { apiVersionOf } from "../../../apimachinery/schema/index.js";
import type { UpdateResult } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { bareMediaType } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { admitChange, validateChange } from "./change.js";
import { checkAddressed } from "./check-object.js";
import { fieldValidationOf, type FieldValidation } from "./decode-body.js";
import type { FieldManager } from "./deps.js";
import { isDryRun, patchOptions } from "./options.js";
import { APPLY_PATCH, newInvalidPatch, preparePatch, type PreparedPatch } from "./patch-types.js";
import { managerOf, writeContext } from "./request.js";
import { readPatch } from "./read-patch.js";
import { outputOf, sendObject } from "./respond.js";
import type { ResourceScope } from "./scope.js";

/** Makes the patched object from the current one; runs again each time another writer came first. */
type Mechanism = (current: StoredObject | undefined) => KubeObject;

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
    const fields = scope.deps.fieldManagers?.managerOf(scope.definition, scope.kind.version, subresource);
    const mechanism =
      type === APPLY_PATCH
        ? applyMechanism(ctx, scope, body, options, fields!)
        : patchMechanism(
            ctx,
            scope,
            preparePatch(type, body, () => scope.patchSchema),
            options,
            fields,
          );
    const updateOptions = updateOptionsOf(options);
    let track = true;
    const run = (): Promise<UpdateResult> =>
      scope.store.update(writeContext(ctx, scope, dryRun), {
        name: ctx.requestInfo.name,
        strategy,
        // A status is that of an object that is there.
        forceAllowCreate: type === APPLY_PATCH && subresource === "",
        transform: async (current) => {
          const patched = mechanism(current);
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
      if (!isRequestEntityTooLarge(err) || type === APPLY_PATCH) throw err;
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
  patch: PreparedPatch,
  options: PatchOptions,
  fields: FieldManager | undefined,
): Mechanism {
  const validation = fieldValidationOf(options);
  const manager = managerOf(ctx, options);
  return (current) => {
    const { group, resource } = scope.resource;
    if (current === undefined) throw newNotFound({ group, resource }, ctx.requestInfo.name);
    // From a copy of its own each time: the decoder changes what it is given.
    const text = Buffer.from(scope.view.text(current)).toString();
    const patched = (): JSONValue => patch.apply(JSON.parse(text) as { [key: string]: JSONValue });
    const object = decodePatched(ctx, scope, patch, patched, validation);
    return fields?.update(current.decoded(), object, manager) ?? object;
  };
}

/** The patched object, checked against its schema, defaulted and converted to the hub. */
function decodePatched(
  ctx: RequestContext,
  scope: ResourceScope,
  patch: PreparedPatch,
  patched: () => JSONValue,
  validation: FieldValidation,
): KubeObject {
  const { kind, deps } = scope;
  const refused = (problem: string): Error => newInvalidPatch(patch.quoted(patched()), problem);
  const decoder = deps.schemas.schemaOf(kind)?.decoder;
  if (decoder === undefined) throw new Error(`no schema of ${kind.kind} in ${apiVersionOf(kind)}`);
  let decoded: { readonly object: RuntimeObject; readonly strictErrors: readonly string[] };
  try {
    decoded = decoder.decode(patched(), kind, { strict: validation !== "Ignore" });
  } catch (err) {
    if (err instanceof DecodeError) throw refused(err.message);
    throw err;
  }
  const { object } = decoded;
  object.kind ||= kind.kind;
  object.apiVersion ||= apiVersionOf(kind);
  if (object.kind !== kind.kind || object.apiVersion !== apiVersionOf(kind)) {
    throw refused(`no kind "${object.kind}" is served for version "${object.apiVersion}" at this path`);
  }
  const strictErrors = [...patch.strictErrors, ...decoded.strictErrors];
  if (validation === "Strict" && strictErrors.length > 0) {
    throw refused(strictDecodingMessage(strictErrors));
  }
  if (validation === "Warn") for (const warning of strictErrors) ctx.warnings.add(warning);
  deps.scheme.default(object);
  return deps.scheme.convertToHub<KubeObject>(object);
}

function applyMechanism(
  ctx: RequestContext,
  scope: ResourceScope,
  body: Uint8Array,
  options: PatchOptions,
  fields: FieldManager,
): Mechanism {
  const { value, repeatedKeys } = parseApplied(body);
  const validation = fieldValidationOf(options);
  return (current) => {
    // A copy for each attempt, since managers may take parts of the patch into the object.
    const patch = structuredClone(value) as RuntimeObject;
    const object = fields.apply(current?.decoded(), patch, options.fieldManager ?? "", options.force === true);
    if (repeatedKeys !== undefined) {
      if (validation === "Strict") throw newBadRequest(`error strict decoding patch: ${repeatedKeys}`);
      if (validation === "Warn") ctx.warnings.add(repeatedKeys);
    }
    const { uid } = object.metadata;
    if (current === undefined && uid) {
      const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
      throw newConflict(scope.resource, ctx.requestInfo.name, why);
    }
    return object;
  };
}

function parseApplied(body: Uint8Array): ParsedYAML {
  let parsed: ParsedYAML;
  try {
    parsed = parseYAML(body);
  } catch (err) {
    if (err instanceof YAMLSyntaxError) throw newBadRequest(`error decoding YAML: ${err.message}`);
    throw err;
  }
  const { value } = parsed;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return parsed;
  throw newBadRequest("error decoding patch: an object is required");
}

function updateOptionsOf({ force: _force, ...options }: PatchOptions): PatchOptions {
  return { ...options, kind: "UpdateOptions" };
}
