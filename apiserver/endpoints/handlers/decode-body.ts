import { newBadRequest, type StatusError } from "../../../apimachinery/api/errors/index.js";
import { DecodeError, strictDecodingMessage, type SchemaDecoder } from "../../../apimachinery/runtime/decode/index.js";
import {
  JSONSyntaxError,
  parseJSONInTurns,
  readTypeMeta,
  TypeMetaError,
} from "../../../apimachinery/runtime/json/index.js";
import { ProtobufError } from "../../../apimachinery/protobuf/index.js";
import { parseYAMLInTurns, YAMLSyntaxError } from "../../../apimachinery/runtime/yaml/index.js";
import { NotRegisteredError, Turns, type KubeObject, type RuntimeObject } from "../../../apimachinery/runtime/index.js";
import {
  apiVersionOf,
  GroupVersionError,
  parseGroupVersion,
  type GroupVersionKind,
} from "../../../apimachinery/schema/index.js";
import { quote } from "../../../apimachinery/text/index.js";
import type { Format } from "../negotiation/index.js";
import type { RequestContext } from "../request/request-context.js";
import type { EndpointDeps } from "./deps.js";
import { summarizeData } from "./summarize-data.js";

/** What a request's `fieldValidation` says about unknown and repeated fields. */
export type FieldValidation = "Ignore" | "Warn" | "Strict";

export function fieldValidationOf(options: { readonly fieldValidation?: string }): FieldValidation {
  return (options.fieldValidation || "Warn") as FieldValidation;
}

export interface BodyRules {
  /** The kind that is expected; what the body leaves out is taken from it. */
  readonly kind: GroupVersionKind;
  readonly validation: FieldValidation;
  /** Kinds and versions beside `kind` that are taken too, for subresources with kinds of their own. */
  readonly accepts?: (gvk: GroupVersionKind) => boolean;
  /** For kinds that the server has without their group: the object stays in the version in which it came. */
  readonly decoder?: SchemaDecoder;
}

/**
 * Reads an object of one kind from a request's body: in its own version, checked against its schema and defaulted, then
 * converted to the hub.
 * @throws StatusError 400 with upstream's message
 * @see kubernetes/apiserver pkg/endpoints/handlers/create.go and rest.go, transformDecodeError
 */
export async function decodeBody<T extends RuntimeObject = KubeObject>(
  ctx: RequestContext,
  deps: EndpointDeps,
  bytes: Uint8Array,
  format: Format,
  rules: BodyRules,
  turns = new Turns(),
): Promise<T> {
  const { kind, validation } = rules;
  const parsed = await parse(deps, bytes, format, kind, turns);
  await turns.rest();
  const { gvk } = parsed;
  const decoder = rules.decoder ?? deps.schemas.schemaOf(gvk)?.decoder;
  const known = rules.decoder === undefined ? deps.scheme.recognizes(gvk) : rules.decoder.has(gvk);
  if (decoder === undefined || !known) throw cannotBeHandled(gvk, kind, new NotRegisteredError(gvk).message);
  const object = checked(ctx, gvk, kind, validation, () => {
    const strict = validation !== "Ignore";
    const source = parsed.repeatedInJSON === true ? { source: bytes } : {};
    const decoded = decoder.decode(parsed.value, gvk, { strict, ...source });
    if (!strict || parsed.repeatedInYAML === undefined) return decoded;
    return { object: decoded.object, strictErrors: [parsed.repeatedInYAML, ...decoded.strictErrors] };
  });
  await turns.rest();
  object.kind = gvk.kind;
  object.apiVersion = apiVersionOf(gvk);
  if (gvk.kind !== kind.kind && rules.accepts?.(gvk) !== true) {
    throw cannotBeHandled(gvk, kind, unknownConversion(gvk, kind));
  }
  if ((gvk.group !== kind.group || gvk.version !== kind.version) && rules.accepts?.(gvk) !== true) {
    const [sent, expected] = [apiVersionOf(gvk), apiVersionOf(kind)];
    throw newBadRequest(`the API version in the data (${sent}) does not match the expected API version (${expected})`);
  }
  if (rules.decoder === undefined) deps.scheme.default(object);
  ctx.audit?.requestObject(object);
  if (rules.decoder !== undefined) return object as T;
  return deps.scheme.convertToHub<T>(object);
}

/** Runs `decode`, reports strict errors as the request wishes, and gives its errors upstream's words. */
function checked(
  ctx: RequestContext,
  gvk: GroupVersionKind,
  kind: GroupVersionKind,
  validation: FieldValidation,
  decode: () => { readonly object: RuntimeObject; readonly strictErrors: readonly string[] },
): RuntimeObject {
  let decoded: { readonly object: RuntimeObject; readonly strictErrors: readonly string[] };
  try {
    decoded = decode();
  } catch (err) {
    if (err instanceof DecodeError) throw cannotBeHandled(gvk, kind, err.message);
    throw err;
  }
  const { object, strictErrors } = decoded;
  if (strictErrors.length > 0) {
    if (validation === "Strict") throw cannotBeHandled(gvk, kind, strictDecodingMessage(strictErrors));
    for (const warning of strictErrors) ctx.warnings.add(warning);
  }
  return object;
}

interface ParsedBody {
  readonly value: unknown;
  readonly gvk: GroupVersionKind;
  readonly repeatedInJSON?: boolean | undefined;
  /** What strict validation has against a YAML text. */
  readonly repeatedInYAML?: string | undefined;
}

async function parse(
  deps: EndpointDeps,
  bytes: Uint8Array,
  format: Format,
  kind: GroupVersionKind,
  turns: Turns,
): Promise<ParsedBody> {
  try {
    const { value, repeatedInJSON, repeatedInYAML } = await parseAs(deps, bytes, format, turns);
    return { value, gvk: withDefaults(readTypeMeta(value), kind), repeatedInJSON, repeatedInYAML };
  } catch (err) {
    throw unrecognized(err, bytes, kind);
  }
}

async function parseAs(
  deps: EndpointDeps,
  bytes: Uint8Array,
  format: Format,
  turns: Turns,
): Promise<Omit<ParsedBody, "gvk">> {
  switch (format) {
    case "json": {
      const { value, repeatedKeys } = await parseJSONInTurns(bytes, turns);
      return { value, repeatedInJSON: repeatedKeys };
    }
    case "yaml": {
      const { value, repeatedKeys } = await parseYAMLInTurns(bytes, turns);
      return { value, repeatedInYAML: repeatedKeys };
    }
    case "protobuf":
      return { value: deps.protobuf!.decode(bytes) };
  }
}

function unrecognized(err: unknown, bytes: Uint8Array, kind: GroupVersionKind): unknown {
  if (err instanceof NotRegisteredError) return cannotBeHandled(err.gvk, kind, err.message);
  let problem: string;
  if (err instanceof JSONSyntaxError) problem = `couldn't get version/kind; json parse error: ${err.message}`;
  else if (err instanceof TypeMetaError || err instanceof YAMLSyntaxError) problem = err.message;
  else if (err instanceof ProtobufError || err instanceof GroupVersionError) problem = err.message;
  else return err;
  return newBadRequest(
    `the object provided is unrecognized (must be of type ${kind.kind}): ${problem} (${summarizeData(bytes)})`,
  );
}

function withDefaults(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  expected: GroupVersionKind,
): GroupVersionKind {
  // The same object again, by which what belongs to it is found at once.
  if ((kind === "" || kind === expected.kind) && (apiVersion === "" || apiVersion === apiVersionOf(expected))) {
    return expected;
  }
  const { group, version } = apiVersion === "" ? expected : parseGroupVersion(apiVersion);
  return { group, version, kind: kind === "" ? expected.kind : kind };
}

function cannotBeHandled(gvk: GroupVersionKind, kind: GroupVersionKind, why: string): StatusError {
  return newBadRequest(`${gvk.kind} in version ${quote(gvk.version)} cannot be handled as a ${kind.kind}: ${why}`);
}

/** Says that an object of one kind was sent where another was expected. */
export function unknownConversion(sent: GroupVersionKind, expected: GroupVersionKind): string {
  const [from, to] = [`${sent.version}.${sent.kind}`, `${packageOf(expected.group)}.${expected.kind}`];
  return `converting (${from}) to (${to}): unknown conversion`;
}

/** The name of a group's internal package in upstream's messages. */
function packageOf(group: string): string {
  return group === "" ? "core" : group.split(".", 1)[0]!;
}
