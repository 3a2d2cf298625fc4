const utf8 = new TextEncoder();

/**
 * Writes a message from its end to its start, so that lengths are known when they are written and nothing is measured
 * twice. Fields are therefore written in descending order.
 */
export class BackwardWriter {
  #buffer: Uint8Array = new Uint8Array(1024);
  #start = 1024;

  /** Bytes written so far; a mark for {@link lengthSince}. */
  get size(): number {
    return this.#buffer.length - this.#start;
  }

  /** Writes the length of all that was written since `mark`, then the field's tag. */
  closeLengthDelimited(mark: number, fieldNumber: number): void {
    this.varint(this.size - mark);
    this.tag(fieldNumber, 2);
  }

  tag(fieldNumber: number, wireType: number): void {
    this.varint(fieldNumber * 8 + wireType);
  }

  /** A whole number in ±(2^53-1); negative ones take ten bytes, as in two's complement of 64 bits. */
  varint(value: number): void {
    if (value < 0) {
      this.#varintBig(BigInt.asUintN(64, BigInt(value)));
      return;
    }
    let length = 1;
    for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
    let at = this.#reserve(length);
    let rest = value;
    while (rest >= 128) {
      this.#buffer[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[at] = rest;
  }

  double(value: number): void {
    const at = this.#reserve(8);
    new DataView(this.#buffer.buffer, this.#buffer.byteOffset).setFloat64(at, value, true);
  }

  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#buffer.set(value, at);
  }

  text(value: string): void {
    this.bytes(utf8.encode(value));
  }

  /** The finished message. */
  finish(): Uint8Array {
    return this.#buffer.slice(this.#start);
  }

  #varintBig(value: bigint): void {
    const out: number[] = [];
    let rest = value;
    while (rest >= 128n) {
      out.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    out.push(Number(rest));
    this.bytes(Uint8Array.from(out));
  }

  #reserve(length: number): number {
    if (length > this.#start) {
      const used = this.size;
      const grown = new Uint8Array(Math.max(this.#buffer.length * 2, used + length + 1024));
      grown.set(this.#buffer.subarray(this.#start), grown.length - used);
      this.#buffer = grown;
      this.#start = grown.length - used;
    }
    this.#start -= length;
    return this.#start;
  }
}
