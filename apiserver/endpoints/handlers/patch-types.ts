import {
  newBadRequest,
  newGenericServerResponse,
  newInvalid,
  newRequestEntityTooLarge,
  newUnclassified,
} from "../../../apimachinery/api/errors/index.js";
import type { JSONValue } from "../../../apimachinery/meta/v1/index.js";
import {
  applyJSONPatch,
  applyMergePatch,
  applyStrategicMergePatch,
  goValueText,
  JSONPatchError,
  type PatchSchema,
  StrategicMergePatchError,
  type JSONPatchOperation,
} from "../../../apimachinery/patch/index.js";
import { deepCopyJSON } from "../../../apimachinery/runtime/index.js";
import { JSONSyntaxError, jsonTypeOf, parseJSON } from "../../../apimachinery/runtime/json/index.js";
import { invalid, Path } from "../../../apimachinery/validation/field/index.js";
import { repeatedFields } from "./repeated-fields.js";
import { DEFAULT_MAX_BODY_BYTES } from "./request.js";

export const JSON_PATCH = "application/json-patch+json";
export const MERGE_PATCH = "application/merge-patch+json";
export const STRATEGIC_MERGE_PATCH = "application/strategic-merge-patch+json";
export const APPLY_PATCH = "application/apply-patch+yaml";

const MAX_JSON_PATCH_OPERATIONS = 10_000;

type JSONObject = { [key: string]: JSONValue };

/** A parsed patch, ready to be applied any number of times. */
export interface PreparedPatch {
  /** Returns the patched object; it may share parts with `current`, and none with the patch. @throws StatusError */
  apply(current: JSONObject): JSONValue;
  /** The object as upstream quotes it when it does not fit its schema. */
  quoted(patched: JSONValue): string;
  /** What strict validation has against the patch itself. */
  readonly strictErrors: readonly string[];
}

/**
 * Reads a patch of one of the three kinds that change what is there.
 * @throws StatusError 400 when it cannot be read, 413 for too many operations
 * @see kubernetes/apiserver pkg/endpoints/handlers/patch.go
 */
export function preparePatch(type: string, bytes: Uint8Array, schema: () => PatchSchema | undefined): PreparedPatch {
  const patch = parsePatch(bytes);
  const strictErrors = repeatedFields(bytes, patch);
  if (type === JSON_PATCH)
    return { ...jsonPatch(patch), strictErrors: strictErrors.map((text) => `json patch ${text}`) };
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) {
    const problem = `json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type map[string]interface {}`;
    throw newBadRequest(type === MERGE_PATCH ? `error decoding patch: ${problem}` : problem);
  }
  if (type === MERGE_PATCH) {
    return { apply: (current) => applyMergePatch(current, deepCopyJSON(patch)), quoted: sortedJSON, strictErrors };
  }
  return { ...strategicPatch(patch, schema()), strictErrors };
}

function parsePatch(bytes: Uint8Array): JSONValue {
  try {
    return parseJSON(bytes) as JSONValue;
  } catch (err) {
    if (err instanceof JSONSyntaxError) throw newBadRequest(`error decoding patch: ${err.message}`);
    throw err;
  }
}

function jsonPatch(patch: JSONValue): Omit<PreparedPatch, "strictErrors"> {
  if (!Array.isArray(patch)) {
    throw newBadRequest(
      `error decoding patch: json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  if (patch.length > MAX_JSON_PATCH_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MAX_JSON_PATCH_OPERATIONS}, got ${patch.length}`;
    throw newRequestEntityTooLarge(message);
  }
  return {
    apply: (current) => {
      try {
        return applyJSONPatch(current, patch as JSONPatchOperation[], { maxCopiedBytes: DEFAULT_MAX_BODY_BYTES });
      } catch (err) {
        if (!(err instanceof JSONPatchError)) throw err;
        throw newGenericServerResponse({ code: 422, verb: "", serverMessage: err.message });
      }
    },
    quoted: sortedJSON,
  };
}

function strategicPatch(patch: JSONObject, schema: PatchSchema | undefined): Omit<PreparedPatch, "strictErrors"> {
  return {
    apply: (current) => {
      try {
        return applyStrategicMergePatch(current, deepCopyJSON(patch), schema);
      } catch (err) {
        if (!(err instanceof StrategicMergePatchError)) throw err;
        switch (err.kind) {
          case "format":
            throw newBadRequest(err.message);
          case "content":
            throw newGenericServerResponse({ code: 422, verb: "", serverMessage: err.message });
          default:
            throw newUnclassified(500, err.message);
        }
      }
    },
    quoted: () => goValueText(patch),
  };
}

function sortedJSON(value: JSONValue): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** 422: the patched object does not fit its kind. */
export function newInvalidPatch(quoted: string, problem: string): Error {
  return newInvalid({ group: "", kind: "" }, "", [invalid(Path.of("patch"), quoted, problem)]);
}
