import type { FieldDescriptor, MessageDescriptors } from "./descriptor.js";
import { ProtobufError } from "./reader.js";
import { scalarCodecs } from "./scalars.js";
import { BackwardWriter } from "./writer.js";
import { zeroValue } from "./zero-value.js";

type JSONObject = { readonly [key: string]: unknown };

/**
 * Encodes an object (of the version that `message` describes; apiVersion and kind are left to the envelope).
 * @throws ProtobufError when a value does not have the type that the descriptor says.
 */
export function encodeMessage(descriptors: MessageDescriptors, message: string, object: object): Uint8Array {
  const writer = new BackwardWriter();
  writeMessage(writer, descriptors, message, object as JSONObject);
  return writer.finish();
}

function writeMessage(
  writer: BackwardWriter,
  descriptors: MessageDescriptors,
  message: string,
  object: JSONObject,
): void {
  const descriptor = descriptors[message];
  if (descriptor === undefined) throw new ProtobufError(`no protobuf descriptor of ${message}`);
  for (let i = descriptor.fields.length - 1; i >= 0; i--) {
    const field = descriptor.fields[i] as FieldDescriptor;
    const value = field.inline === true ? object : object[field.name];
    if (field.shape === "list") writeList(writer, descriptors, field, value);
    else if (field.shape === "map") writeMap(writer, descriptors, field, value);
    else if (value !== undefined && (value !== null || field.kind === "JSON"))
      writeField(writer, descriptors, field, field.number, value);
    else if (field.required === true || field.omitZero === true)
      writeField(writer, descriptors, field, field.number, zeroValue(field));
  }
}

function writeList(
  writer: BackwardWriter,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  value: unknown,
): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw wrongType(field, "a list");
  for (let i = value.length - 1; i >= 0; i--)
    writeField(writer, descriptors, field, field.number, value[i] ?? zeroValue(field));
}

/** Entries in the order of their keys, as Go writes them. */
function writeMap(
  writer: BackwardWriter,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  value: unknown,
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "object") throw wrongType(field, "an object");
  const keys = Object.keys(value).sort();
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] as string;
    const mark = writer.size;
    writeField(writer, descriptors, field, 2, (value as JSONObject)[key]);
    const keyMark = writer.size;
    writer.text(key);
    writer.closeLengthDelimited(keyMark, 1);
    writer.closeLengthDelimited(mark, field.number);
  }
}

function writeField(
  writer: BackwardWriter,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  number: number,
  value: unknown,
): void {
  if (field.wrappedList === true) {
    const mark = writer.size;
    writeList(writer, descriptors, { ...field, number: 1, wrappedList: false, shape: "list" }, value);
    writer.closeLengthDelimited(mark, number);
    return;
  }
  switch (field.kind) {
    case "bool":
      if (typeof value !== "boolean") throw wrongType(field, "true or false");
      writer.varint(value ? 1 : 0);
      writer.tag(number, 0);
      return;
    case "int32":
    case "int64":
      if (!Number.isSafeInteger(value)) throw wrongType(field, "a whole number");
      writer.varint(value as number);
      writer.tag(number, 0);
      return;
    case "double":
      if (typeof value !== "number") throw wrongType(field, "a number");
      writer.double(value);
      writer.tag(number, 1);
      return;
    default:
      break;
  }
  const mark = writer.size;
  writeBody(writer, descriptors, field, value);
  writer.closeLengthDelimited(mark, number);
}

function writeBody(
  writer: BackwardWriter,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  value: unknown,
): void {
  switch (field.kind) {
    case "string":
      if (typeof value !== "string") throw wrongType(field, "text");
      writer.text(value);
      return;
    case "bytes":
      if (typeof value !== "string") throw wrongType(field, "base64 text");
      writer.bytes(Buffer.from(value, "base64"));
      return;
    case "message":
      if (typeof value !== "object" || value === null) throw wrongType(field, "an object");
      writeMessage(writer, descriptors, field.message ?? "", value as JSONObject);
      return;
    case "bool":
    case "int32":
    case "int64":
    case "double":
      throw new ProtobufError(`field ${field.name} is no length-delimited one`);
    default:
      scalarCodecs[field.kind].write(writer, value);
  }
}

function wrongType(field: FieldDescriptor, wanted: string): ProtobufError {
  return new ProtobufError(`field ${field.name} is not ${wanted}`);
}
