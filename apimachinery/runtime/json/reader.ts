import { quote } from "../../text/index.js";
import { MAX_JSON_MEMBERS, newTooManyContainers, newTooManyMembers } from "./limits.js";
import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./signs.js";
import { JSONSyntaxError, MAX_JSON_DEPTH } from "./syntax-error.js";

/** What a {@link JSONReader} makes of a text. Containers are put into theirs while they are empty, and filled then. */
export interface JSONBuilder<V, C extends V> {
  scalar(value: string | number | boolean | null): V;
  object(): C;
  array(): C;
  /** A later member of a key counts for more than an earlier one. */
  member(object: C, key: string, value: V): void;
  item(array: C, value: V): void;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * Reads a JSON text piece by piece, so that others get their turn while a long one is read, and says in upstream's words
 * what is wrong with a text that is not JSON.
 */
export class JSONReader<V, C extends V = V> {
  readonly #bytes: Buffer;
  /** One character for each byte, since messages tell the byte at fault. */
  readonly #text: string;
  readonly #builder: JSONBuilder<V, C>;
  #pos = 0;
  #root: V | undefined;
  /** The containers that are open, from the outermost, and the kind of each. */
  readonly #open: C[] = [];
  readonly #openArrays: boolean[] = [];
  /** How many members each of them has by now. */
  readonly #lengths: number[] = [];
  #containers = 0;
  /** Nothing is in the innermost yet: it may end here. */
  #fresh = false;

  /** @param bytes - UTF-8 */
  constructor(bytes: Uint8Array, builder: JSONBuilder<V, C>) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#text = this.#bytes.toString("latin1");
    this.#builder = builder;
  }

  /** The whole value, once all is read. */
  get value(): V {
    return this.#root as V;
  }

  /**
   * Reads on for some `length` bytes: to the end of the value that stands there. True when all is read.
   * @throws JSONSyntaxError; StatusError 413 for more than {@link MAX_JSON_MEMBERS}
   */
  read(length = Number.POSITIVE_INFINITY): boolean {
    const end = this.#pos + length;
    if (this.#root === undefined) this.#root = this.#value();
    while (this.#open.length > 0) {
      if (this.#pos >= end) return false;
      this.#next();
    }
    this.#skipBlanks();
    if (this.#pos < this.#text.length) throw this.#invalid("after top-level value");
    return true;
  }

  /** The next member or item of the innermost container, or its end. */
  #next(): void {
    const depth = this.#open.length - 1;
    const container = this.#open[depth]!;
    const inArray = this.#openArrays[depth]!;
    const code = this.#skipBlanks();
    if (code === (inArray ? CLOSE_ARRAY : CLOSE_OBJECT)) return this.#close();
    if (!this.#fresh) {
      if (code !== COMMA) throw this.#wrong(inArray ? "after array element" : "after object key:value pair");
      this.#pos++;
    }
    if (inArray) {
      this.#builder.item(container, this.#value());
      return;
    }
    if (++this.#lengths[depth]! > MAX_JSON_MEMBERS) throw newTooManyMembers();
    if (this.#skipBlanks() !== QUOTE) throw this.#wrong("looking for beginning of object key string");
    const key = this.#string();
    if (this.#skipBlanks() !== COLON) throw this.#wrong("after object key");
    this.#pos++;
    this.#builder.member(container, key, this.#value());
  }

  #close(): void {
    this.#pos++;
    this.#open.pop();
    this.#openArrays.pop();
    this.#lengths.pop();
    this.#fresh = false;
  }

  /** A scalar, or a container that has just been opened. */
  #value(): V {
    const code = this.#skipBlanks();
    if (code === OPEN_OBJECT) return this.#opened(this.#builder.object(), false);
    if (code === OPEN_ARRAY) return this.#opened(this.#builder.array(), true);
    this.#fresh = false;
    return this.#builder.scalar(code === QUOTE ? this.#string() : this.#unquoted());
  }

  #opened(container: C, isArray: boolean): C {
    if (++this.#containers > MAX_JSON_MEMBERS) throw newTooManyContainers();
    if (this.#open.length === MAX_JSON_DEPTH) throw new JSONSyntaxError("exceeded max depth");
    this.#pos++;
    this.#open.push(container);
    this.#openArrays.push(isArray);
    this.#lengths.push(0);
    this.#fresh = true;
    return container;
  }

  /** Skips blanks; returns the code of what stands there then, NaN at the end of the text. */
  #skipBlanks(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#pos);
      if (code !== SPACE && code !== LINE_FEED && code !== TAB && code !== CARRIAGE_RETURN) return code;
      this.#pos++;
    }
  }

  /** The text between the quotes, unescaped. */
  #string(): string {
    const start = ++this.#pos;
    let plain = true;
    for (;;) {
      const code = this.#text.charCodeAt(this.#pos);
      if (code === QUOTE) break;
      if (Number.isNaN(code)) throw endOfInput();
      if (code < SPACE) throw this.#invalid("in string literal");
      if (code === BACKSLASH) {
        plain = false;
        this.#escape();
      } else if (code >= FIRST_BEYOND_ASCII) plain = false;
      this.#pos++;
    }
    const end = this.#pos++;
    if (plain) return this.#text.slice(start, end);
    return JSON.parse(this.#bytes.toString("utf8", start - 1, end + 1)) as string;
  }

  #escape(): void {
    const char = this.#text[++this.#pos];
    if (char === undefined) throw endOfInput();
    if (char !== "u") {
      if (!'bfnrt\\/"'.includes(char)) throw this.#invalid("in string escape code");
      return;
    }
    for (let i = 0; i < 4; i++) {
      const digit = this.#text[++this.#pos];
      if (digit === undefined) throw endOfInput();
      if (!/[0-9a-fA-F]/.test(digit)) throw this.#invalid("in \\u hexadecimal character escape");
    }
  }

  #unquoted(): number | boolean | null {
    switch (this.#text[this.#pos]) {
      case undefined:
        throw endOfInput();
      case "t":
        return this.#literal("true", true);
      case "f":
        return this.#literal("false", false);
      case "n":
        return this.#literal("null", null);
      default:
        return this.#number();
    }
  }

  #literal<T>(word: string, value: T): T {
    for (const want of word) {
      const char = this.#text[this.#pos];
      if (char === undefined) throw endOfInput();
      if (char !== want) throw this.#invalid(`in literal ${word} (expecting '${want}')`);
      this.#pos++;
    }
    return value;
  }

  #number(): number {
    NUMBER.lastIndex = this.#pos;
    const match = NUMBER.exec(this.#text);
    if (match === null) {
      if (this.#text[this.#pos] !== "-") throw this.#invalid("looking for beginning of value");
      this.#pos++;
      throw this.#wrong("in numeric literal");
    }
    this.#pos += match[0].length;
    this.#checkTail(match[0]);
    return Number(match[0]);
  }

  /** Refuses a number that goes on after what is valid of it: `1.`, `1e`, `1e+`. */
  #checkTail(number: string): void {
    const char = this.#text[this.#pos];
    if (char === "." && !/[.eE]/.test(number)) {
      this.#pos++;
      throw this.#wrong("after decimal point in numeric literal");
    }
    if ((char === "e" || char === "E") && !/[eE]/.test(number)) {
      const sign = this.#text[++this.#pos];
      if (sign === "+" || sign === "-") this.#pos++;
      throw this.#wrong("in exponent of numeric literal");
    }
  }

  /** What is wrong with the character that stands here, or that there is none. */
  #wrong(context: string): JSONSyntaxError {
    return this.#pos < this.#text.length ? this.#invalid(context) : endOfInput();
  }

  #invalid(context: string): JSONSyntaxError {
    return new JSONSyntaxError(`invalid character ${quoteChar(this.#text[this.#pos]!)} ${context}`);
  }
}

function endOfInput(): JSONSyntaxError {
  return new JSONSyntaxError("unexpected end of JSON input");
}

function quoteChar(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  return `'${quote(char).slice(1, -1)}'`;
}
