import type { FieldDescriptor, MessageDescriptors } from "./descriptor.js";
import { ProtobufError, Reader } from "./reader.js";
import { zeroValue } from "./zero-value.js";
import { eachField, scalarCodecs } from "./scalars.js";

type JSONObject = { [key: string]: unknown };

// Upstream's generated code bounds nesting the same way.
const MAX_DEPTH = 10_000;

/**
 * Decodes one message into a plain object. Unknown fields are passed over.
 * @throws ProtobufError on malformed bytes.
 */
export function decodeMessage(descriptors: MessageDescriptors, message: string, bytes: Uint8Array): JSONObject {
  return readMessage(new Reader(bytes), descriptors, message, 0);
}

function readMessage(reader: Reader, descriptors: MessageDescriptors, message: string, depth: number): JSONObject {
  if (depth > MAX_DEPTH) throw new ProtobufError("message is nested too deeply");
  const descriptor = descriptors[message];
  if (descriptor === undefined) throw new ProtobufError(`no protobuf descriptor of ${message}`);
  const object: JSONObject = {};
  eachField(reader, (number, wireType) => {
    const field = descriptor.fields.find((candidate) => candidate.number === number);
    if (field === undefined) {
      reader.skip(wireType);
      return;
    }
    if (wireType !== wireTypeOf(field)) throw new ProtobufError(`wrong wire type ${wireType} for field ${field.name}`);
    if (field.shape === "list") {
      const list = (object[field.name] ??= []) as unknown[];
      list.push(readField(reader, descriptors, field, depth));
    } else if (field.shape === "map") {
      readEntry(reader.message(), descriptors, field, (object[field.name] ??= {}) as JSONObject, depth);
    } else {
      const value = readField(reader, descriptors, field, depth);
      if (field.inline === true) Object.assign(object, value);
      else if (field.omitZero === true && isZero(value)) delete object[field.name];
      else if (value !== undefined) object[field.name] = value;
    }
  });
  return object;
}

function isZero(value: unknown): boolean {
  return value === "" || value === 0 || value === false || value === null;
}

function readEntry(
  entry: Reader,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  map: JSONObject,
  depth: number,
): void {
  let key = "";
  let value: unknown;
  eachField(entry, (number, wireType) => {
    if (number === 1) key = entry.text();
    else if (number === 2) value = readField(entry, descriptors, field, depth);
    else entry.skip(wireType);
  });
  // defineProperty, so that a key such as __proto__ is data like any other.
  Object.defineProperty(map, key, {
    value: value === undefined ? zeroValue(field) : value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function readField(reader: Reader, descriptors: MessageDescriptors, field: FieldDescriptor, depth: number): unknown {
  if (field.wrappedList === true) return readWrapped(reader.message(), descriptors, field, depth);
  switch (field.kind) {
    case "string":
      return reader.text();
    case "bytes":
      return Buffer.from(reader.bytes()).toString("base64");
    case "bool":
      return reader.unsigned() !== 0;
    case "int32":
    case "int64":
      return reader.signed();
    case "double":
      return reader.double();
    case "message":
      return readMessage(reader.message(), descriptors, field.message ?? "", depth + 1);
    default:
      return scalarCodecs[field.kind].read(reader.message());
  }
}

function readWrapped(
  reader: Reader,
  descriptors: MessageDescriptors,
  field: FieldDescriptor,
  depth: number,
): unknown[] {
  const list: unknown[] = [];
  const element = { ...field, wrappedList: false };
  eachField(reader, (number, wireType) => {
    if (number === 1) list.push(readField(reader, descriptors, element, depth));
    else reader.skip(wireType);
  });
  return list;
}

function wireTypeOf(field: FieldDescriptor): number {
  if (field.shape === "map" || field.wrappedList === true) return 2;
  if (field.kind === "bool" || field.kind === "int32" || field.kind === "int64") return 0;
  return field.kind === "double" ? 1 : 2;
}
