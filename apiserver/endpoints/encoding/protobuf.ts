import { decodeEnvelope, decodeMessage, encodeEnvelope, encodeMessage } from "../../../apimachinery/protobuf/index.js";
import type { MessageDescriptors } from "../../../apimachinery/protobuf/index.js";
import type { ListMeta } from "../../../apimachinery/meta/v1/index.js";
import { NotRegisteredError, type RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { apiVersionOf, gvkFromTypeMeta } from "../../../apimachinery/schema/index.js";
import { field, header } from "./protobuf-wire.js";

const LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

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

  /** A whole object in its envelope. @throws Error when the kind has no message. */
  encode(object: RuntimeObject): Uint8Array {
    const { apiVersion = "", kind = "" } = object;
    return encodeEnvelope(apiVersion, kind, this.encodeItem(object));
  }

  /** An object without envelope, as it stands in a list. */
  encodeItem(object: RuntimeObject): Uint8Array {
    const { apiVersion = "", kind = "" } = object;
    return encodeMessage(this.#descriptors, this.#messageOf(apiVersion, kind), object);
  }

  /** A list of items that are encoded already; all list kinds have the same two fields. */
  encodeList(apiVersion: string, listKind: string, metadata: ListMeta, items: readonly Uint8Array[]): Uint8Array {
    const parts: Uint8Array[] = [field(1, encodeMessage(this.#descriptors, LIST_META, metadata))];
    for (const item of items) parts.push(header(2, item.length), item);
    return encodeEnvelope(apiVersion, listKind, Buffer.concat(parts));
  }

  /** @throws ProtobufError when the bytes are no object, NotRegisteredError when nobody knows its kind. */
  decode(bytes: Uint8Array): RuntimeObject {
    const { apiVersion, kind, raw } = decodeEnvelope(bytes);
    const gvk = gvkFromTypeMeta(apiVersion, kind);
    if (!this.knows(apiVersionOf(gvk), kind)) throw new NotRegisteredError(gvk);
    const fields = decodeMessage(this.#descriptors, this.#messageOf(apiVersion, kind), raw);
    return { apiVersion, kind, ...fields };
  }

  #messageOf(apiVersion: string, kind: string): string {
    const model = this.#modelOf(apiVersion, kind);
    if (model === undefined) throw new Error(`no protobuf message for ${kind} in ${apiVersion}`);
    return model;
  }
}
