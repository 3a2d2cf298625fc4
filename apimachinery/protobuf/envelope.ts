import { ProtobufError, Reader } from "./reader.js";
import { eachField, writeText } from "./scalars.js";
import { BackwardWriter } from "./writer.js";

/** `k8s` and a zero byte stand before every encoded object. */
const MAGIC = Uint8Array.of(0x6b, 0x38, 0x73, 0x00);

/** What the envelope carries beside the object's bytes. */
export interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  readonly raw: Uint8Array;
  readonly contentEncoding: string;
  readonly contentType: string;
}

/** @see kubernetes/apimachinery pkg/runtime/serializer/protobuf and runtime.Unknown */
export function encodeEnvelope(apiVersion: string, kind: string, raw: Uint8Array): Uint8Array {
  const writer = new BackwardWriter();
  writeText(writer, 4, "");
  writeText(writer, 3, "");
  const rawMark = writer.size;
  writer.bytes(raw);
  writer.closeLengthDelimited(rawMark, 2);
  const typeMark = writer.size;
  writeText(writer, 2, kind);
  writeText(writer, 1, apiVersion);
  writer.closeLengthDelimited(typeMark, 1);
  writer.bytes(MAGIC);
  return writer.finish();
}

/** @throws ProtobufError when the bytes are no envelope. */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new ProtobufError("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
  }
  const reader = new Reader(bytes, MAGIC.length);
  let raw: Uint8Array = new Uint8Array();
  let type = { apiVersion: "", kind: "" };
  let contentEncoding = "";
  let contentType = "";
  eachField(reader, (number, wireType) => {
    if (number === 1) type = readTypeMeta(reader.message());
    else if (number === 2) raw = reader.bytes();
    else if (number === 3) contentEncoding = reader.text();
    else if (number === 4) contentType = reader.text();
    else reader.skip(wireType);
  });
  return { ...type, raw, contentEncoding, contentType };
}

function readTypeMeta(reader: Reader): { apiVersion: string; kind: string } {
  const type = { apiVersion: "", kind: "" };
  eachField(reader, (number, wireType) => {
    if (number === 1) type.apiVersion = reader.text();
    else if (number === 2) type.kind = reader.text();
    else reader.skip(wireType);
  });
  return type;
}
