import { newBadRequest, newUnclassified } from "../../../apimachinery/api/errors/index.js";
import type { ManagedFieldsEntry, PatchOptions } from "../../../apimachinery/meta/v1/index.js";
import {
  runAtOnce,
  Turns,
  type DeepReadonly,
  type KubeObject,
  type RuntimeObject,
} from "../../../apimachinery/runtime/index.js";
import { apiVersionOf } from "../../../apimachinery/schema/index.js";
import { OpenAPITypes, validateValue } from "../../../apimachinery/structuredmerge/index.js";
import type { RequestContext } from "../request/request-context.js";
import { parseApplied, reportRepeatedKeys } from "./applied-body.js";
import { fieldValidationOf } from "./decode-body.js";
import { SCALE_DEFINITIONS, SCALE_KIND, SCALE_MODEL, type Scale, type ScaleAccess } from "./scale-object.js";
import type { ResourceScope } from "./scope.js";

const SCALE_TYPE = new OpenAPITypes(SCALE_DEFINITIONS).model(SCALE_MODEL);
const API_VERSION = apiVersionOf(SCALE_KIND);

/** What applying a Scale made of an object: its new scale, and the object with its managers. */
export interface AppliedScale {
  readonly scale: Scale;
  readonly object: KubeObject;
}

/**
 * Reads a Scale that is applied. Its one field of interest is that of the object, under the path which the kind declares:
 * there it is merged, so that the managers of both are the same.
 * @throws StatusError 400, 409 for conflicts, 500 for a Scale that is not of its schema
 * @see kubernetes/apimachinery pkg/util/managedfields/scalehandler.go
 */
export async function scaleApplier(
  ctx: RequestContext,
  scope: ResourceScope,
  access: ScaleAccess,
  body: Uint8Array,
  options: PatchOptions,
): Promise<(live: DeepReadonly<KubeObject>) => AppliedScale> {
  const applied = await parseApplied(body, new Turns());
  const { kind, definition, deps } = scope;
  const fields = deps.fieldManagers!.managerOf(definition, kind.version, "scale")!;
  const { fieldManager = "", force = false } = options;
  return (live) => {
    const given = applied.value as Scale;
    check(given, ctx);
    const patch = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name: ctx.requestInfo.name } };
    const replicas = given.spec?.replicas;
    if (replicas !== undefined) access.setReplicas(patch, replicas);
    const steps = fields.applySteps(withManagers(live, access, apiVersionOf(kind)), patch, fieldManager, force);
    const object = runAtOnce(steps);
    reportRepeatedKeys(ctx, applied, fieldValidationOf(options));
    const scale = access.scaleOf(object);
    const { name, namespace, uid, resourceVersion } = given.metadata ?? {};
    // What the Scale says of the object has to be true.
    scale.metadata.name = name ?? scale.metadata.name ?? "";
    if (namespace !== undefined) scale.metadata.namespace = namespace;
    if (uid !== undefined) scale.metadata.uid = uid;
    scale.metadata.resourceVersion = resourceVersion ?? "";
    return { scale, object };
  };
}

function check(given: Scale, ctx: RequestContext): void {
  const { apiVersion = "", kind = "" } = given as RuntimeObject;
  const described = `${apiVersion.includes("/") ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
  if (apiVersion !== API_VERSION || kind !== SCALE_KIND.kind) throw newBadRequest(`invalid object type: ${described}`);
  if (given.metadata?.managedFields != null) throw newBadRequest("metadata.managedFields must be nil");
  try {
    validateValue(given, SCALE_TYPE);
  } catch (err) {
    const name = given.metadata?.name ?? ctx.requestInfo.name;
    const object = `${given.metadata?.namespace ?? ""}/${name}; ${described}`;
    throw newUnclassified(500, `failed to create typed patch object (${object}): ${(err as Error).message}`);
  }
}

/** Of an object without managers it is told who had the replicas before, and nothing else. */
function withManagers(
  live: DeepReadonly<KubeObject>,
  access: ScaleAccess,
  apiVersion: string,
): DeepReadonly<KubeObject> {
  if ((live.metadata.managedFields?.length ?? 0) > 0) return live;
  const before: ManagedFieldsEntry = {
    manager: "before-first-apply",
    operation: "Update",
    apiVersion,
    fieldsType: "FieldsV1",
    fieldsV1: access.replicasField as NonNullable<ManagedFieldsEntry["fieldsV1"]>,
    subresource: "scale",
  };
  return { ...live, metadata: { ...live.metadata, managedFields: [before] } };
}
