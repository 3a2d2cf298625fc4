import type { JSONValue } from "../../../apimachinery/meta/v1/index.js";
import {
  DecodeError,
  strictDecodingMessage,
  TypeMismatch,
  type SchemaDecoder,
} from "../../../apimachinery/runtime/decode/index.js";
import { NotRegisteredError, runAtOnce, type RuntimeObject, type Steps } from "../../../apimachinery/runtime/index.js";
import { apiVersionOf, gvkFromTypeMeta, type GroupVersionKind } from "../../../apimachinery/schema/index.js";
import type { RequestContext } from "../request/request-context.js";
import { unknownConversion, type FieldValidation } from "./decode-body.js";
import type { SchemaSource } from "./deps.js";
import { newInvalidPatch, STRATEGIC_MERGE_PATCH, type PreparedPatch } from "./patch-types.js";

export interface PatchedRules {
  /** The kind that was patched, in the version in which it was. */
  readonly kind: GroupVersionKind;
  readonly decoder: SchemaDecoder;
  readonly validation: FieldValidation;
  /** Versions of the kind beside its own that the object may say it has. */
  readonly accepts?: (gvk: GroupVersionKind) => boolean;
}

/** @throws Error when the kind has no schema, which every kind that is served has */
export function decoderOf(schemas: SchemaSource, kind: GroupVersionKind): SchemaDecoder {
  const decoder = schemas.schemaOf(kind)?.decoder;
  if (decoder === undefined) throw new Error(`no schema of ${kind.kind} in ${apiVersionOf(kind)}`);
  return decoder;
}

/**
 * The object that a patch made, checked against its schema, in the version of the request. `patched` makes it anew each
 * time, since the decoder changes what it is given.
 * @throws StatusError 422
 */
export function* decodePatched(
  ctx: RequestContext,
  patch: PreparedPatch,
  patched: () => Steps<JSONValue>,
  { kind, decoder, validation, accepts }: PatchedRules,
): Steps<RuntimeObject> {
  const refused = (problem: string): Error => newInvalidPatch(patch.quoted(runAtOnce(patched())), problem);
  const value = yield* patched();
  yield;
  let decoded: { readonly object: RuntimeObject; readonly strictErrors: readonly string[] };
  try {
    decoded = decoder.decode(value, kind, { strict: validation !== "Ignore" });
  } catch (err) {
    if (err instanceof DecodeError) throw refused(problemOf(err, patch));
    throw err;
  }
  const { object } = decoded;
  if (patch.type === STRATEGIC_MERGE_PATCH) setKind(object, kind);
  const sent = gvkFromTypeMeta(object.apiVersion || apiVersionOf(kind), object.kind || kind.kind);
  if (apiVersionOf(sent) !== apiVersionOf(kind) && accepts?.(sent) !== true) {
    throw refused(new NotRegisteredError(sent).message);
  }
  if (sent.kind !== kind.kind) throw refused(unknownConversion(sent, kind));
  setKind(object, sent);
  const strictErrors = [...patch.strictErrors, ...decoded.strictErrors];
  if (validation === "Strict" && strictErrors.length > 0) throw refused(strictDecodingMessage(strictErrors));
  if (validation === "Warn") for (const warning of strictErrors) ctx.warnings.add(warning);
  return object;
}

/** A strategic merge patch is applied to values and not to JSON, which is why the mistakes in it have other words. */
function problemOf(err: DecodeError, patch: PreparedPatch): string {
  const { cause, message } = err;
  return patch.type === STRATEGIC_MERGE_PATCH && cause instanceof TypeMismatch ? cause.conversionText : message;
}

function setKind(object: RuntimeObject, gvk: GroupVersionKind): void {
  object.apiVersion = apiVersionOf(gvk);
  object.kind = gvk.kind;
}
