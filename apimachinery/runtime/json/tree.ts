import { quote } from "../../text/index.js";

/** Deeper nesting is refused. Upstream's bound is 10000; the JavaScript stack ends before that in JSON.stringify. */
export const MAX_JSON_DEPTH = 1000;

/** A text that is not JSON; the message is that of Go's encoding/json. */
export class JSONSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JSONSyntaxError";
  }
}

/** A parsed text that still knows repeated keys and their order. */
export type JSONTree =
  | { readonly kind: "object"; readonly members: readonly { readonly key: string; readonly value: JSONTree }[] }
  | { readonly kind: "array"; readonly items: readonly JSONTree[] }
  | { readonly kind: "scalar" };

const SCALAR: JSONTree = { kind: "scalar" };
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * Parses slowly and exactly: for texts with repeated keys, and for the message about a text that is not JSON.
 * @throws JSONSyntaxError
 */
export function parseJSONTree(bytes: Uint8Array): JSONTree {
  return new TreeParser(bytes).parse();
}

class TreeParser {
  /** One character for each byte, since messages tell the byte at fault. */
  readonly #text: string;
  #pos = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  }

  parse(): JSONTree {
    const value = this.#value();
    if (this.#next() !== undefined) throw this.#invalid("after top-level value");
    return value;
  }

  #value(): JSONTree {
    switch (this.#next()) {
      case undefined:
        throw endOfInput();
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
        this.#string();
        return SCALAR;
      case "t":
        return this.#literal("true");
      case "f":
        return this.#literal("false");
      case "n":
        return this.#literal("null");
      default:
        return this.#number();
    }
  }

  #nested(parse: () => JSONTree): JSONTree {
    if (++this.#depth > MAX_JSON_DEPTH) throw new JSONSyntaxError("exceeded max depth");
    this.#pos++;
    const value = parse();
    this.#pos++;
    this.#depth--;
    return value;
  }

  #object(): JSONTree {
    const members: { key: string; value: JSONTree }[] = [];
    if (this.#next() === "}") return { kind: "object", members };
    for (;;) {
      const first = this.#next();
      if (first === undefined) throw endOfInput();
      if (first !== '"') throw this.#invalid("looking for beginning of object key string");
      const key = this.#string();
      this.#expect(":", "after object key");
      this.#pos++;
      members.push({ key, value: this.#value() });
      const after = this.#expect(",}", "after object key:value pair");
      if (after === "}") return { kind: "object", members };
      this.#pos++;
    }
  }

  #array(): JSONTree {
    const items: JSONTree[] = [];
    if (this.#next() === "]") return { kind: "array", items };
    for (;;) {
      items.push(this.#value());
      const after = this.#expect(",]", "after array element");
      if (after === "]") return { kind: "array", items };
      this.#pos++;
    }
  }

  /** The text between the quotes, unescaped. */
  #string(): string {
    const start = this.#pos++;
    for (;;) {
      const char = this.#text[this.#pos];
      if (char === undefined) throw endOfInput();
      if (char === '"') break;
      if (char < " ") throw this.#invalid("in string literal");
      if (char === "\\") this.#escape();
      this.#pos++;
    }
    this.#pos++;
    return JSON.parse(Buffer.from(this.#text.slice(start, this.#pos), "latin1").toString("utf8")) as string;
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

  #literal(word: string): JSONTree {
    for (const want of word) {
      const char = this.#text[this.#pos];
      if (char === undefined) throw endOfInput();
      if (char !== want) throw this.#invalid(`in literal ${word} (expecting '${want}')`);
      this.#pos++;
    }
    return SCALAR;
  }

  #number(): JSONTree {
    NUMBER.lastIndex = this.#pos;
    const match = NUMBER.exec(this.#text);
    const char = this.#text[this.#pos] as string;
    if (match === null) {
      if (char !== "-") throw this.#invalid("looking for beginning of value");
      this.#pos++;
      throw this.#text[this.#pos] === undefined ? endOfInput() : this.#invalid("in numeric literal");
    }
    this.#pos += match[0].length;
    this.#brokenTail(match[0]);
    return SCALAR;
  }

  /** A number that goes on after what is valid of it: `1.`, `1e`, `1e+`. */
  #brokenTail(number: string): void {
    const char = this.#text[this.#pos];
    if (char === "." && !/[.eE]/.test(number)) {
      this.#pos++;
      throw this.#endOr("after decimal point in numeric literal");
    }
    if ((char === "e" || char === "E") && !/[eE]/.test(number)) {
      const sign = this.#text[++this.#pos];
      if (sign === "+" || sign === "-") this.#pos++;
      throw this.#endOr("in exponent of numeric literal");
    }
  }

  /** The next character that is no blank. */
  #next(): string | undefined {
    while (/^[ \t\r\n]/.test(this.#text[this.#pos] ?? "")) this.#pos++;
    return this.#text[this.#pos];
  }

  #expect(chars: string, context: string): string {
    const char = this.#next();
    if (char === undefined) throw endOfInput();
    if (!chars.includes(char)) throw this.#invalid(context);
    return char;
  }

  #endOr(context: string): JSONSyntaxError {
    return this.#text[this.#pos] === undefined ? endOfInput() : this.#invalid(context);
  }

  #invalid(context: string): JSONSyntaxError {
    return new JSONSyntaxError(`invalid character ${quoteChar(this.#text[this.#pos] as string)} ${context}`);
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
