/**
 * Messages of the protocol-buffers wire format, declared as tables of their fields: the number and the type of each are
 * what a `.proto` file says. 64-bit integers are bigints.
 */
import protobuf from "protobufjs/minimal.js";

type Writer = protobuf.Writer;
type Reader = protobuf.Reader;

/** `In` is what may be encoded, `Out` what a decoded message holds; what was not sent is the type's zero value. */
export interface Field<In, Out> {
  readonly number: number;
  zero(): Out;
  write(writer: Writer, value: In): void;
  /** Reads one occurrence; `before` is what the ones before it made. */
  read(reader: Reader, before: Out): Out;
}

type Fields = { readonly [name: string]: Field<unknown, unknown> };
type InOf<F> = F extends Field<infer In, unknown> ? In : never;
type OutOf<F> = F extends Field<never, infer Out> ? Out : never;

export interface Message<In, Out> {
  encode(message: In): Buffer;
  decode(bytes: Uint8Array): Out;
  writeTo(writer: Writer, message: In): void;
  readFrom(reader: Reader, end: number): Out;
}

export type Encodable<M> = M extends Message<infer In, unknown> ? In : never;
export type Decoded<M> = M extends Message<never, infer Out> ? Out : never;

export function message<F extends Fields>(
  fields: F,
): Message<{ readonly [K in keyof F]?: InOf<F[K]> }, { readonly [K in keyof F]: OutOf<F[K]> }> {
  const entries = Object.entries(fields);
  const byNumber = new Map(entries.map(([name, field]) => [field.number, { name, field }]));
  type In = { readonly [K in keyof F]?: InOf<F[K]> };
  type Out = { readonly [K in keyof F]: OutOf<F[K]> };
  const self: Message<In, Out> = {
    encode(value) {
      const writer = protobuf.Writer.create();
      self.writeTo(writer, value);
      return Buffer.from(writer.finish());
    },
    decode: (bytes) => self.readFrom(protobuf.Reader.create(bytes), bytes.length),
    writeTo(writer, value) {
      for (const [name, field] of entries) {
        const part = value[name];
        if (part !== undefined) field.write(writer, part);
      }
    },
    readFrom(reader, end) {
      const out: { [name: string]: unknown } = {};
      for (const [name, field] of entries) out[name] = field.zero();
      while (reader.pos < end) {
        const tag = reader.uint32();
        const known = byNumber.get(tag >>> 3);
        if (known === undefined) reader.skipType(tag & 7);
        else out[known.name] = known.field.read(reader, out[known.name]);
      }
      return out as Out;
    },
  };
  return self;
}

const VARINT = 0;
const DELIMITED = 2;
const EMPTY = new Uint8Array(0);

export function bytes(number: number): Field<Uint8Array, Uint8Array> {
  return {
    number,
    zero: () => EMPTY,
    write: (writer, value) => writer.uint32((number << 3) | DELIMITED).bytes(value),
    read: (reader) => reader.bytes(),
  };
}

export function text(number: number): Field<string, string> {
  return {
    number,
    zero: () => "",
    write: (writer, value) => writer.uint32((number << 3) | DELIMITED).string(value),
    read: (reader) => reader.string(),
  };
}

export function bool(number: number): Field<boolean, boolean> {
  return {
    number,
    zero: () => false,
    write: (writer, value) => writer.uint32((number << 3) | VARINT).bool(value),
    read: (reader) => reader.bool(),
  };
}

/** An enumeration by its numbers. */
export function enumeration(number: number): Field<number, number> {
  return {
    number,
    zero: () => 0,
    write: (writer, value) => writer.uint32((number << 3) | VARINT).int32(value),
    read: (reader) => reader.int32(),
  };
}

export function int64(number: number): Field<bigint, bigint> {
  return {
    number,
    zero: () => 0n,
    write: (writer, value) => writer.uint32((number << 3) | VARINT).int64(bitsOf(value)),
    read: (reader) => BigInt.asIntN(64, readBits(reader)),
  };
}

export function uint64(number: number): Field<bigint, bigint> {
  return {
    number,
    zero: () => 0n,
    write: (writer, value) => writer.uint32((number << 3) | VARINT).uint64(bitsOf(value)),
    read: readBits,
  };
}

/** A message inside another; undefined when it was not sent. */
export function one<In, Out>(number: number, type: Message<In, Out>): Field<In, Out | undefined> {
  return {
    number,
    zero: () => undefined,
    write: (writer, value) => {
      writer.uint32((number << 3) | DELIMITED).fork();
      type.writeTo(writer, value);
      writer.ldelim();
    },
    read: (reader) => type.readFrom(reader, reader.uint32() + reader.pos),
  };
}

/** Any number of a field's values. */
export function many<In, Out>(field: Field<In, Out>): Field<readonly In[], readonly NonNullable<Out>[]> {
  return {
    number: field.number,
    zero: () => [],
    write: (writer, values) => {
      for (const value of values) field.write(writer, value);
    },
    read: (reader, before) => {
      (before as unknown[]).push(field.read(reader, field.zero()));
      return before;
    },
  };
}

/** The Long-like form that the library takes, whether or not it has a Long class. */
function bitsOf(value: bigint): { low: number; high: number; unsigned: boolean } {
  const bits = BigInt.asUintN(64, value);
  return { low: Number(bits & 0xffffffffn) | 0, high: Number(bits >> 32n) | 0, unsigned: false };
}

function readBits(reader: Reader): bigint {
  let low = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = nextByte(reader);
    low |= (byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt(low);
  }
  let value = BigInt(low);
  for (let shift = 28n; shift < 70n; shift += 7n) {
    const byte = nextByte(reader);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new RangeError("a 64-bit integer is longer than ten bytes");
}

function nextByte(reader: Reader): number {
  const byte = reader.buf[reader.pos++];
  if (byte === undefined || reader.pos > reader.len) throw new RangeError("a message ends within an integer");
  return byte;
}
