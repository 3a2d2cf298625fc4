import { newInvalid, newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { JSONValue, UpdateOptions } from "../../../apimachinery/meta/v1/index.js";
import {
  deepCopyJSON,
  runAtOnce,
  Turns,
  type Steps,
  type DeepReadonly,
  type KubeObject,
} from "../../../apimachinery/runtime/index.js";
import { invalid, Path } from "../../../apimachinery/validation/field/index.js";
import { bareMediaType, negotiateInput } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { checkAddressed } from "./check-object.js";
import { decodeBody, fieldValidationOf } from "./decode-body.js";
import { decodePatched } from "./decode-patched.js";
import { getOptions, isDryRun, patchOptions, updateOptions } from "./options.js";
import { APPLY_PATCH, preparedAtUse } from "./patch-types.js";
import { admissionAttributes, managerOf, readBody, writeContext } from "./request.js";
import { readPatch } from "./read-patch.js";
import { scaleApplier, type AppliedScale } from "./scale-apply.js";
import { outputOf, sendValue } from "./respond.js";
import { SCALE_KIND, scaleDecoder, type Scale, type ScaleAccess } from "./scale-object.js";
import type { ResourceScope } from "./scope.js";

/** GET of an object's scale. */
export function getScaleHandler(scope: ResourceScope, access: ScaleAccess): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const { resourceVersion = "" } = getOptions(ctx);
    const { namespace, name } = ctx.requestInfo;
    const object = await scope.store.get(namespace, name, { resourceVersion, signal: ctx.signal });
    sendValue(ctx, scope, output, 200, access.scaleOf(object.decoded()));
  };
}

/** PUT of an object's scale. */
export function updateScaleHandler(scope: ResourceScope, access: ScaleAccess): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const body = await readBody(ctx, scope);
    const options = updateOptions(ctx);
    const format = negotiateInput(ctx.header("content-type"), scope.formats);
    const scale = await decodeScale(ctx, scope, body, format, options);
    checkAddressed(ctx, scope, scale);
    sendValue(
      ctx,
      scope,
      output,
      200,
      await store(ctx, scope, access, options, () => ({ scale: deepCopyJSON(scale) })),
    );
  };
}

/** PATCH of an object's scale: JSON, merge and strategic merge patches of the Scale. */
export function patchScaleHandler(scope: ResourceScope, access: ScaleAccess): Handler {
  return async (ctx) => {
    const type = bareMediaType(ctx.header("content-type") ?? "");
    const output = outputOf(ctx, scope);
    const body = await readPatch(ctx, scope, type);
    const options = patchOptions(ctx, type);
    if (type === APPLY_PATCH) {
      const apply = await scaleApplier(ctx, scope, access, body, options);
      const { force: _, ...updateOptions } = options;
      const applied = ({ live }: Current): AppliedScale => {
        const result = apply(live);
        checkAddressed(ctx, scope, result.scale);
        return result;
      };
      sendValue(ctx, scope, output, 200, await store(ctx, scope, access, updateOptions, applied));
      return;
    }
    const validation = fieldValidationOf(options);
    const turns = new Turns();
    const prepared = preparedAtUse(type, body, validation !== "Ignore", () => undefined, turns);
    const rules = { kind: SCALE_KIND, decoder: scaleDecoder, validation };
    const patched = async ({ scale: current }: Current): Promise<Changed> => {
      const patch = await prepared();
      const value = (): Steps<JSONValue> =>
        patch.apply(deepCopyJSON(current) as unknown as { [key: string]: JSONValue });
      const scale = (await turns.run(decodePatched(ctx, patch, value, rules))) as Scale;
      checkAddressed(ctx, scope, scale);
      return { scale };
    };
    sendValue(ctx, scope, output, 200, await store(ctx, scope, access, options, patched));
  };
}

function decodeScale(
  ctx: RequestContext,
  scope: ResourceScope,
  body: Uint8Array,
  format: "json" | "yaml" | "protobuf",
  options: UpdateOptions,
): Promise<Scale> {
  return decodeBody<Scale>(ctx, scope.deps, body, format, {
    kind: SCALE_KIND,
    validation: fieldValidationOf(options),
    decoder: scaleDecoder,
  });
}

interface Current {
  readonly scale: Scale;
  readonly live: DeepReadonly<KubeObject>;
}

interface Changed {
  readonly scale: Scale;
  /** The object, when it is known already who manages what of it. */
  readonly object?: KubeObject;
}

/** Stores the number of replicas that `change` asks for, and returns the new scale. */
async function store(
  ctx: RequestContext,
  scope: ResourceScope,
  access: ScaleAccess,
  options: UpdateOptions,
  change: (current: Current) => Promise<Changed> | Changed,
): Promise<Scale> {
  const { scheme, admission, fieldManagers } = scope.deps;
  const { name } = ctx.requestInfo;
  const dryRun = isDryRun(options);
  const fields = fieldManagers?.managerOf(scope.definition, scope.kind.version, "scale");
  const { object } = await scope.store.update(writeContext(ctx, scope, dryRun), {
    name,
    transform: async (current) => {
      const { group, resource } = scope.resource;
      if (current === undefined) throw newNotFound({ group, resource }, name);
      const live = current.decoded();
      const oldObject = access.scaleOf(live);
      const changed = await change({ scale: access.scaleOf(live), live });
      const { scale } = changed;
      const attributes = admissionAttributes(
        ctx,
        scope,
        {
          operation: "UPDATE",
          name,
          object: scale,
          oldObject,
          options,
          dryRun,
        },
        SCALE_KIND,
      );
      if (admission.handles("UPDATE")) await admission.admit(attributes, ctx);
      checkReplicas(scale);
      if (admission.handles("UPDATE")) await admission.validate(attributes, ctx);
      const object = changed.object ?? scheme.deepCopy(live as KubeObject);
      if (scale.metadata.uid) object.metadata.uid = scale.metadata.uid;
      access.setReplicas(object, scale.spec?.replicas ?? 0);
      object.metadata.resourceVersion = scale.metadata.resourceVersion ?? "";
      if (changed.object !== undefined) return object;
      return fields === undefined ? object : runAtOnce(fields.updateSteps(live, object, managerOf(ctx, options)));
    },
  });
  return access.scaleOf(object.decoded());
}

function checkReplicas(scale: Scale): void {
  const replicas = scale.spec?.replicas ?? 0;
  if (replicas >= 0) return;
  throw newInvalid({ group: SCALE_KIND.group, kind: SCALE_KIND.kind }, scale.metadata.name ?? "", [
    invalid(Path.of("spec", "replicas"), replicas, "must be greater than or equal to 0"),
  ]);
}
