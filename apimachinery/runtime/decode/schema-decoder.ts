import type { OpenAPIDefinitions } from "../../openapi/index.js";
import { entriesAtHand } from "../../lazytable/index.js";
import { gvkKey, type GroupVersionKind } from "../../schema/index.js";
import { hasRepeatedKeys, parseJSONTree } from "../json/index.js";
import type { RuntimeObject } from "../object.js";
import { SchemaCompiler, type ZerolessFields } from "./compile.js";
import { DecodeError, TypeMismatch } from "./errors.js";
import type { DecodeNode } from "./node.js";
import { StrictErrors, strictErrorsOfTree } from "./strict-errors.js";

/** What to do about fields that are unknown or repeated: nothing, or tell them. */
export interface DecodeOptions {
  /** Collect strict errors. */
  readonly strict: boolean;
  /** The JSON text that the value was parsed from; needed to see repeated fields. */
  readonly source?: Uint8Array;
}

export interface Decoded<T = RuntimeObject> {
  readonly object: T;
  /** `unknown field "spec.x"`, `duplicate field "data.a"`; empty unless asked for. */
  readonly strictErrors: readonly string[];
}

/**
 * Brings parsed objects into the form of their schema: drops unknown fields, refuses values of a wrong type, and
 * normalises quantities, times, durations and base64. A `null` field counts as absent; a `null` element of a list or map
 * becomes the zero value of its type. Zero values of fields that `zeroless` names are dropped.
 *
 * Differs from upstream's typed decoder where JSON.parse has lost what Go still sees: `1.0` and `1e3` are whole numbers
 * here.
 * @see kubernetes/apimachinery pkg/runtime/serializer/json/json.go; sigs.k8s.io/json
 */
export class SchemaDecoder {
  readonly #definitions: OpenAPIDefinitions;
  readonly #compiler: SchemaCompiler;
  #models: ReadonlyMap<string, string> | undefined;

  constructor(definitions: OpenAPIDefinitions, zeroless: ZerolessFields = () => undefined) {
    this.#definitions = definitions;
    this.#compiler = new SchemaCompiler(definitions, zeroless);
  }

  /** True when a model says that it is of this kind (`x-kubernetes-group-version-kind`). */
  has(gvk: GroupVersionKind): boolean {
    return this.#modelNames().has(gvkKey(gvk));
  }

  /**
   * Decodes a parsed value of a kind. The value is changed and must not be used any more.
   * @throws DecodeError with upstream's message. @throws Error when the kind has no model.
   */
  decode<T = RuntimeObject>(value: unknown, gvk: GroupVersionKind, opts: DecodeOptions): Decoded<T> {
    const model = this.#modelNames().get(gvkKey(gvk));
    if (model === undefined) throw new Error(`no schema of kind ${gvkKey(gvk)}`);
    return this.decodeModel(value, model, opts);
  }

  /** As {@link decode}, by model name: `io.k8s.api.core.v1.Pod`. */
  decodeModel<T = RuntimeObject>(value: unknown, model: string, opts: DecodeOptions): Decoded<T> {
    const node = this.#compiler.model(model);
    // Before the value is changed: counting its keys tells whether some were repeated.
    const repeated = opts.strict && opts.source !== undefined && hasRepeatedKeys(opts.source, value);
    const unknown: string[] | undefined = opts.strict && !repeated ? [] : undefined;
    const object = decodeRoot(node, value, unknown) as T;
    const errors = new StrictErrors();
    if (repeated) strictErrorsOfTree(node, parseJSONTree(opts.source), errors);
    for (const path of unknown ?? []) errors.unknown(path);
    return { object, strictErrors: errors.toArray() };
  }

  #modelNames(): ReadonlyMap<string, string> {
    if (this.#models !== undefined) return this.#models;
    const models = new Map<string, string>();
    for (const [name, schema] of entriesAtHand(this.#definitions)) {
      for (const gvk of schema["x-kubernetes-group-version-kind"] ?? []) models.set(gvkKey(gvk), name);
    }
    this.#models = models;
    return models;
  }
}

/** The text that a request with strict field validation is refused with. */
export function strictDecodingMessage(strictErrors: readonly string[]): string {
  return `strict decoding error: ${strictErrors.join(", ")}`;
}

function decodeRoot(node: DecodeNode, value: unknown, unknown: string[] | undefined): unknown {
  try {
    return value === null ? node.zero() : node.decode(value, unknown);
  } catch (err) {
    if (err instanceof TypeMismatch) throw new DecodeError(String(err), { cause: err });
    // Scalars have errors of their own, which upstream tells without the field.
    throw new DecodeError(err instanceof Error ? err.message : String(err), { cause: err });
  }
}
