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
  goValueText,
  JSONPatchError,
  mergePatchSteps,
  type PatchSchema,
  StrategicMergePatchError,
  strategicMergePatchSteps,
  type JSONPatchOperation,
} from "../../../apimachinery/patch/index.js";
import { copyOfLength, type Steps, type Turns } from "../../../apimachinery/runtime/index.js";
import {
  JSONSyntaxError,
  jsonTypeOf,
  parseJSONInTurns,
  type ParsedJSON,
} from "../../../apimachinery/runtime/json/index.js";
import { invalid, Path } from "../../../apimachinery/validation/field/index.js";
import { jsonPatchProblem, unknownOperationFields } from "./json-patch-form.js";
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
  /** Its media type. */
  readonly type: string;
  /** Returns the patched object; it may share parts with `current`, and none with the patch. @throws StatusError */
  apply(current: JSONObject): Steps<JSONValue>;
  /** The object as upstream quotes it when it does not fit its schema. */
  quoted(patched: JSONValue): string;
  /** What strict validation has against the patch itself. */
  readonly strictErrors: readonly string[];
}

/**
 * Reads a patch of one of the three kinds that change what is there. Without `validated` (`fieldValidation=Ignore`) some
 * mistakes have other words, as they are then found by another decoder.
 * @throws StatusError 400 when it cannot be read, 413 for too many operations
 * @see kubernetes/apiserver pkg/endpoints/handlers/patch.go
 */
export async function preparePatch(
  type: string,
  bytes: Uint8Array,
  validated: boolean,
  schema: () => PatchSchema | undefined,
  turns: Turns,
): Promise<PreparedPatch> {
  const { value, repeatedKeys } = await parsePatch(type, bytes, validated, turns);
  const patch = value as JSONValue;
  const strictErrors = repeatedKeys ? repeatedFields(bytes) : [];
  if (type === JSON_PATCH) return jsonPatch(patch, strictErrors, validated);
  if (patch !== null && (typeof patch !== "object" || Array.isArray(patch))) {
    const problem = `json: cannot unmarshal ${jsonTypeOf(patch)} into Go value of type map[string]interface {}`;
    throw newBadRequest(type === MERGE_PATCH ? decodingProblem(problem, validated) : problem);
  }
  if (type !== MERGE_PATCH) return { type, ...strategicPatch(patch ?? {}, bytes.length, schema()), strictErrors };
  if (patch === null) throw newBadRequest(BAD_MERGE_PATCH);
  return { type, apply: (current) => mergePatchSteps(current, patch), quoted: sortedJSON, strictErrors };
}

const BAD_MERGE_PATCH = "Invalid JSON Patch";

function decodingProblem(problem: string, validated: boolean): string {
  return validated ? `error decoding patch: ${problem}` : BAD_MERGE_PATCH;
}

async function parsePatch(type: string, bytes: Uint8Array, validated: boolean, turns: Turns): Promise<ParsedJSON> {
  try {
    return await parseJSONInTurns(bytes, turns);
  } catch (err) {
    if (!(err instanceof JSONSyntaxError)) throw err;
    if (type === MERGE_PATCH) throw newBadRequest(decodingProblem(err.message, validated));
    const told = type === JSON_PATCH && validated;
    throw newBadRequest(told ? `error decoding patch: ${err.message}` : err.message);
  }
}

function jsonPatch(patch: JSONValue, repeated: readonly string[], validated: boolean): PreparedPatch {
  const problem = jsonPatchProblem(patch, validated);
  if (problem !== undefined) throw newBadRequest(validated ? `error decoding patch: ${problem}` : problem);
  const operations = (patch ?? []) as JSONPatchOperation[];
  if (operations.length > MAX_JSON_PATCH_OPERATIONS) {
    const message = `The allowed maximum operations in a JSON patch is ${MAX_JSON_PATCH_OPERATIONS}, got ${operations.length}`;
    throw newRequestEntityTooLarge(message);
  }
  const unknown = unknownOperationFields(operations as JSONValue[]);
  return {
    type: JSON_PATCH,
    *apply(current) {
      yield;
      try {
        return applyJSONPatch(current, operations, { maxCopiedBytes: DEFAULT_MAX_BODY_BYTES });
      } catch (err) {
        if (!(err instanceof JSONPatchError)) throw err;
        throw newGenericServerResponse({ code: 422, verb: "", serverMessage: err.message });
      }
    },
    quoted: sortedJSON,
    strictErrors: [...repeated, ...unknown].map((text) => `json patch ${text}`),
  };
}

function strategicPatch(
  patch: JSONObject,
  length: number,
  schema: PatchSchema | undefined,
): Omit<PreparedPatch, "type" | "strictErrors"> {
  return {
    *apply(current) {
      const own = yield* copyOfLength(patch, length);
      try {
        return yield* strategicMergePatchSteps(current, own, schema);
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

/**
 * As {@link preparePatch}, at the first use: what is wrong with a patch is told only of an object that is there.
 */
export function preparedAtUse(...args: Parameters<typeof preparePatch>): () => Promise<PreparedPatch> {
  let prepared: Promise<PreparedPatch> | undefined;
  return () => (prepared ??= preparePatch(...args));
}

/** 422: the patched object does not fit its kind. */
export function newInvalidPatch(quoted: string, problem: string): Error {
  return newInvalid({ group: "", kind: "" }, "", [invalid(Path.of("patch"), quoted, problem)]);
}
