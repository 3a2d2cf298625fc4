const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The bytes are no protobuf message of the expected form. */
export class ProtobufError extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "ProtobufError";
  }
}

/** Reads a message's fields in turn. Every method throws ProtobufError on truncated or malformed input. */
export class Reader {
  readonly #buffer: Uint8Array;
  #at: number;
  readonly #end: number;

  constructor(buffer: Uint8Array, start = 0, end = buffer.length) {
    this.#buffer = buffer;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** The next field's number and wire type. */
  tag(): { readonly number: number; readonly wireType: number } {
    const tag = this.unsigned();
    const number = Math.floor(tag / 8);
    if (number === 0) throw new ProtobufError("illegal field number 0");
    return { number, wireType: tag % 8 };
  }

  /** A varint up to 2^53-1. */
  unsigned(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i++) {
      const byte = this.#next();
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) throw new ProtobufError("number out of range");
        return value;
      }
      factor *= 128;
    }
    throw new ProtobufError("varint is longer than 10 bytes");
  }

  /** A signed varint in ±(2^53-1). */
  signed(): number {
    const start = this.#at;
    let value = 0n;
    let shift = 0n;
    for (let i = 0; i < 10; i++) {
      const byte = this.#next();
      if (i === 4 && byte < 8) return this.#smallVarint(start);
      value |= BigInt(byte & 127) << shift;
      shift += 7n;
      if (byte < 128) {
        const signed = BigInt.asIntN(64, value);
        if (signed > BigInt(Number.MAX_SAFE_INTEGER) || signed < -BigInt(Number.MAX_SAFE_INTEGER)) {
          throw new ProtobufError(`number ${signed} is outside ±(2^53-1)`);
        }
        return Number(signed);
      }
    }
    throw new ProtobufError("varint is longer than 10 bytes");
  }

  double(): number {
    const at = this.#advance(8);
    return new DataView(this.#buffer.buffer, this.#buffer.byteOffset).getFloat64(at, true);
  }

  /** The bytes of a length-delimited field, not copied. */
  bytes(): Uint8Array {
    const length = this.unsigned();
    const at = this.#advance(length);
    return this.#buffer.subarray(at, at + length);
  }

  text(): string {
    const raw = this.bytes();
    try {
      return utf8.decode(raw);
    } catch (cause) {
      throw new ProtobufError("text is not valid UTF-8", { cause });
    }
  }

  message(): Reader {
    const length = this.unsigned();
    const at = this.#advance(length);
    return new Reader(this.#buffer, at, at + length);
  }

  /** Passes over a field that is not known. */
  skip(wireType: number): void {
    if (wireType === 0) while (this.#next() >= 128);
    else if (wireType === 1) this.#advance(8);
    else if (wireType === 2) this.#advance(this.unsigned());
    else if (wireType === 5) this.#advance(4);
    else throw new ProtobufError(`illegal wire type ${wireType}`);
  }

  #smallVarint(start: number): number {
    this.#at = start;
    return this.unsigned();
  }

  #next(): number {
    return this.#buffer[this.#advance(1)] ?? 0;
  }

  #advance(length: number): number {
    const at = this.#at;
    if (length > this.#end - at) throw new ProtobufError("unexpected EOF");
    this.#at = at + length;
    return at;
  }
}
