import { newBadRequest, newUnsupportedMediaType } from "../../apimachinery/api/errors/index.js";
import type { JSONValue } from "../../apimachinery/meta/v1/index.js";
import {
  applyJSONPatch,
  applyMergePatch,
  applyStrategicMergePatch,
  type JSONPatchOperation,
  type PatchSchema,
} from "../../apimachinery/patch/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { PatchType } from "../gentype/index.js";
import type { Action } from "./actions.js";

type JSONObject = { [key: string]: JSONValue };

/** The object that a patch makes of `live`; shares nothing with it. @throws StatusError */
export function patched(live: DeepReadonly<KubeObject>, action: Action, schema: PatchSchema | undefined): KubeObject {
  const document = structuredClone(live) as unknown as JSONObject;
  const patch = parsed(action.body);
  switch (action.patchType) {
    case PatchType.JSON:
      if (!Array.isArray(patch)) throw newBadRequest("a JSON patch is a list of operations");
      return applyJSONPatch(document, patch as unknown as JSONPatchOperation[]) as unknown as KubeObject;
    case PatchType.Merge:
      return applyMergePatch(document, patch) as unknown as KubeObject;
    case PatchType.StrategicMerge:
      return structuredClone(applyStrategicMergePatch(document, patch as JSONObject, schema)) as unknown as KubeObject;
    default:
      throw newUnsupportedMediaType([PatchType.JSON, PatchType.Merge, PatchType.StrategicMerge]);
  }
}

function parsed(body: unknown): JSONValue {
  return structuredClone(typeof body === "string" ? (JSON.parse(body) as JSONValue) : (body as JSONValue));
}
