import { formatDuration, parseDuration } from "../scalars/index.js";
import type { BackwardWriter } from "./writer.js";
import type { Reader } from "./reader.js";
import { ProtobufError } from "./reader.js";

/**
 * Scalars that are messages on the wire. Each has a writer of its body (fields in descending order) and a reader.
 * @see kubernetes/apimachinery pkg/api/resource/generated.proto, pkg/util/intstr/generated.proto, pkg/apis/meta/v1/*_proto.go
 */
export interface ScalarCodec {
  write(writer: BackwardWriter, value: unknown): void;
  read(reader: Reader): unknown;
}

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { fatal: true });

const quantity: ScalarCodec = {
  write(writer, value) {
    writeText(writer, 1, String(value));
  },
  read: (reader) => readTextField(reader, 1) ?? "0",
};

const intOrString: ScalarCodec = {
  write(writer, value) {
    writeText(writer, 3, typeof value === "string" ? value : "");
    writeNumber(writer, 2, typeof value === "number" ? value : 0);
    writeNumber(writer, 1, typeof value === "string" ? 1 : 0);
  },
  read(reader) {
    let type = 0;
    let number = 0;
    let text = "";
    eachField(reader, (field, wireType) => {
      if (field === 1) type = reader.signed();
      else if (field === 2) number = reader.signed();
      else if (field === 3) text = reader.text();
      else reader.skip(wireType);
    });
    return type === 0 ? number : text;
  },
};

function timestamp(digits: 0 | 6): ScalarCodec {
  return {
    write(writer, value) {
      if (value === null || value === undefined) return;
      const { seconds, nanos } = parseTimestamp(String(value));
      writeNumber(writer, 2, digits === 0 ? 0 : nanos);
      writeNumber(writer, 1, seconds);
    },
    read(reader) {
      if (reader.done) return null;
      let seconds = 0;
      let nanos = 0;
      eachField(reader, (field, wireType) => {
        if (field === 1) seconds = reader.signed();
        else if (field === 2) nanos = reader.signed();
        else reader.skip(wireType);
      });
      return formatTimestamp(seconds, nanos, digits);
    },
  };
}

const duration: ScalarCodec = {
  write(writer, value) {
    writeNumber(writer, 1, nanosOf(String(value)));
  },
  read(reader) {
    let nanos = 0;
    eachField(reader, (field, wireType) => {
      if (field === 1) nanos = reader.signed();
      else reader.skip(wireType);
    });
    return formatDuration(BigInt(nanos));
  },
};

/** JSON in the bytes field 1: RawExtension, FieldsV1 and JSON have the same form. */
const rawJSON: ScalarCodec = {
  write(writer, value) {
    const mark = writer.size;
    writer.bytes(utf8Encoder.encode(JSON.stringify(value)));
    writer.closeLengthDelimited(mark, 1);
  },
  read(reader) {
    let raw: Uint8Array | undefined;
    eachField(reader, (field, wireType) => {
      if (field === 1) raw = reader.bytes();
      else reader.skip(wireType);
    });
    if (raw === undefined || raw.length === 0) return undefined;
    try {
      return JSON.parse(utf8Decoder.decode(raw)) as unknown;
    } catch (cause) {
      throw new ProtobufError("embedded object is not JSON", { cause });
    }
  },
};

export const scalarCodecs = {
  Quantity: quantity,
  IntOrString: intOrString,
  Time: timestamp(0),
  MicroTime: timestamp(6),
  Duration: duration,
  RawExtension: rawJSON,
  FieldsV1: rawJSON,
  JSON: rawJSON,
} as const satisfies Readonly<Record<string, ScalarCodec>>;

/** Calls `visit` for each field until the message ends; `visit` must read or skip it. */
export function eachField(reader: Reader, visit: (number: number, wireType: number) => void): void {
  while (!reader.done) {
    const { number, wireType } = reader.tag();
    visit(number, wireType);
  }
}

export function writeText(writer: BackwardWriter, field: number, value: string): void {
  const mark = writer.size;
  writer.text(value);
  writer.closeLengthDelimited(mark, field);
}

function writeNumber(writer: BackwardWriter, field: number, value: number): void {
  writer.varint(value);
  writer.tag(field, 0);
}

function readTextField(reader: Reader, wanted: number): string | undefined {
  let found: string | undefined;
  eachField(reader, (field, wireType) => {
    if (field === wanted) found = reader.text();
    else reader.skip(wireType);
  });
  return found;
}

function parseTimestamp(text: string): { seconds: number; nanos: number } {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new ProtobufError(`not a time: ${JSON.stringify(text)}`);
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? "";
  return { seconds: Math.floor(ms / 1000), nanos: Number(fraction.padEnd(9, "0")) };
}

function formatTimestamp(seconds: number, nanos: number, digits: 0 | 6): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) throw new ProtobufError(`time out of range: ${seconds} s`);
  const whole = date.toISOString().slice(0, 19);
  return digits === 0 ? `${whole}Z` : `${whole}.${String(Math.trunc(nanos / 1000)).padStart(6, "0")}Z`;
}

function nanosOf(text: string): number {
  try {
    return Number(parseDuration(text));
  } catch (cause) {
    throw new ProtobufError(`not a duration: ${JSON.stringify(text)}`, { cause });
  }
}
