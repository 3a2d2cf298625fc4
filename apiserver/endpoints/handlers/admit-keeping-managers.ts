import { decodeManagedFields } from "../../../apimachinery/managedfields/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import type { AdmissionChain, RequestAttributes } from "../../admission/index.js";
import type { RequestContext } from "../request/request-context.js";

/**
 * Mutating admission. Managed fields that a plug-in leaves in a state that cannot be read are put back, and the client is
 * told: such plug-ins are older than managed fields.
 * @see kubernetes/apiserver pkg/endpoints/handlers/fieldmanager/admission.go
 */
export async function admitKeepingManagers(
  ctx: RequestContext,
  admission: AdmissionChain,
  attributes: RequestAttributes,
  object: KubeObject,
): Promise<void> {
  const before = object.metadata.managedFields;
  await admission.admit(attributes, ctx);
  const after = object.metadata.managedFields;
  // Who changes them replaces them: plug-ins exchange objects as JSON.
  if (after === undefined || after === before) return;
  try {
    decodeManagedFields(after);
  } catch (err) {
    if (before === undefined) delete object.metadata.managedFields;
    else object.metadata.managedFields = before;
    ctx.warnings.add(
      `.metadata.managedFields was in an invalid state after admission; this could be caused by an outdated mutating admission controller; please fix your requests: ${(err as Error).message}`,
    );
  }
}
