import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { toYAML } from "../../../apimachinery/runtime/yaml/index.js";
import { MEDIA_TYPES, type Format } from "../negotiation/index.js";
import type { ProtobufCodec } from "./protobuf.js";

/** A whole object in one of the forms that clients may ask for. */
export function serialize(
  object: RuntimeObject,
  format: Format,
  pretty: boolean,
  protobuf: ProtobufCodec | undefined,
): Uint8Array | string {
  switch (format) {
    case "json":
      return pretty ? JSON.stringify(object, undefined, 2) : `${JSON.stringify(object)}\n`;
    case "yaml":
      return toYAML(object);
    case "protobuf":
      if (protobuf === undefined) throw new Error(`${MEDIA_TYPES.protobuf} was negotiated, but cannot be written`);
      return protobuf.encode(object);
    default:
      return format satisfies never;
  }
}
