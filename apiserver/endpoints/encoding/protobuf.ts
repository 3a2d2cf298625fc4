import { decodeEnvelope, decodeMessage, encodeEnvelope, encodeMessage } from "../../../apimachinery/protobuf/index.js";
import type { MessageDescriptors } from "../../../apimachinery/protobuf/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";

/** Kubernetes' protobuf form of the kinds that have one. */
export class ProtobufCodec {
  readonly #descriptors: MessageDescriptors;
  readonly #modelOf: (apiVersion: string, kind: string) => string | undefined;

  /** `modelOf` names the message of a kind. */
  constructor(descriptors: MessageDescriptors, modelOf: (apiVersion: string, kind: string) => string | undefined) {
    this.#descriptors = descriptors;
    this.#modelOf = modelOf;
  }

  knows(apiVersion: string, kind: string): boolean {
    const model = this.#modelOf(apiVersion, kind);
    return model !== undefined && this.#descriptors[model] !== undefined;
  }

  /** @throws Error when the kind has no message. */
  encode(object: RuntimeObject): Uint8Array {
    const { apiVersion = "", kind = "" } = object;
    const raw = encodeMessage(this.#descriptors, this.#messageOf(apiVersion, kind), object);
    return encodeEnvelope(apiVersion, kind, raw);
  }

  /** @throws ProtobufError when the bytes are no object of a known kind. */
  decode(bytes: Uint8Array): RuntimeObject {
    const { apiVersion, kind, raw } = decodeEnvelope(bytes);
    const fields = decodeMessage(this.#descriptors, this.#messageOf(apiVersion, kind), raw);
    return { apiVersion, kind, ...fields };
  }

  #messageOf(apiVersion: string, kind: string): string {
    const model = this.#modelOf(apiVersion, kind);
    if (model === undefined) throw new Error(`no protobuf message for ${kind} in ${apiVersion}`);
    return model;
  }
}
