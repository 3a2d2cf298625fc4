/**
 * The few pieces of protobuf's wire format that stand around messages of the API: frames of a watch, items of a list.
 * @see kubernetes/apimachinery pkg/apis/meta/v1/generated.proto, WatchEvent; pkg/util/framer
 */

const LENGTH_DELIMITED = 2;
const FRAME_HEADER_BYTES = 4;

/** A field that holds a text, bytes or a message. */
export function field(number: number, value: Uint8Array): Buffer {
  return Buffer.concat([header(number, value.length), value]);
}

/** Tag and length of such a field. */
export function header(number: number, length: number): Buffer {
  return Buffer.from([...varint((number << 3) | LENGTH_DELIMITED), ...varint(length)]);
}

/** One event of a protobuf watch stream, with its length before it. `object` is a whole object in its envelope. */
export function watchFrame(type: string, object: Uint8Array): Buffer {
  const raw = field(1, object);
  const event = [field(1, Buffer.from(type)), header(2, raw.length), raw];
  const length = event.reduce((sum, part) => sum + part.length, 0);
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES);
  frame.writeUInt32BE(length);
  return Buffer.concat([frame, ...event]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}
