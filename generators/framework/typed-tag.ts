/** A value in a typed tag: `12`, `true`, `"text"`, or an identifier such as `k8s-short-name`. */
export type TagScalar =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "identifier"; readonly value: string }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "bool"; readonly value: boolean };

export interface TypedTagArg {
  /** undefined for the one positional argument. */
  readonly name: string | undefined;
  readonly value: TagScalar;
}

/** `name(args)=value` or `name(args)=+nested`. */
export interface TypedTag {
  readonly name: string;
  readonly args: readonly TypedTagArg[];
  readonly value: TagScalar | undefined;
  /** The tag after `=+`, which applies to what this one selects. */
  readonly nested: TypedTag | undefined;
}

/** Says what a typed tag's text violates. */
export class TagSyntaxError extends Error {
  override readonly name = "TagSyntaxError";
}

/**
 * Reads a tag in validation-gen's grammar; `text` is the line without its plus. Arguments are either one value or all
 * named (`key: "v", other: 1`). A comment after `#` is ignored.
 * @throws TagSyntaxError
 * @see kubernetes/gengo v2 codetags/parser.go
 */
export function parseTypedTag(text: string): TypedTag {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  #pos = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): TypedTag {
    const tag = this.#tag();
    this.#skipSpaces();
    if (this.#pos < this.#text.length && this.#peek() !== "#") {
      throw new TagSyntaxError(`unexpected ${JSON.stringify(this.#text.slice(this.#pos))} after the value`);
    }
    return tag;
  }

  #tag(): TypedTag {
    const name = this.#match(/[A-Za-z_][A-Za-z0-9_.:-]*/y);
    if (name === undefined) throw new TagSyntaxError("a tag's name is expected");
    const args = this.#peek() === "(" ? this.#args() : [];
    this.#skipSpaces();
    if (this.#peek() !== "=") return { name, args, value: undefined, nested: undefined };
    this.#pos++;
    this.#skipSpaces();
    if (this.#peek() === "+") {
      this.#pos++;
      return { name, args, value: undefined, nested: this.#tag() };
    }
    return { name, args, value: this.#scalar(), nested: undefined };
  }

  #args(): TypedTagArg[] {
    const args: TypedTagArg[] = [];
    this.#pos++;
    for (;;) {
      this.#skipSpaces();
      if (this.#peek() === ")") break;
      const name = this.#match(/[A-Za-z_][A-Za-z0-9_-]*(?=\s*:)/y);
      if (name !== undefined) {
        this.#skipSpaces();
        this.#pos++;
        this.#skipSpaces();
      }
      args.push({ name, value: this.#scalar() });
      this.#skipSpaces();
      if (this.#peek() === ",") this.#pos++;
      else if (this.#peek() !== ")") throw new TagSyntaxError("`,` or `)` is expected after an argument");
    }
    this.#pos++;
    const positional = args.filter((arg) => arg.name === undefined).length;
    if (positional > 0 && args.length > 1) {
      throw new TagSyntaxError("arguments are either one value or all named (`key: value`)");
    }
    const repeated = args.find((arg, i) => args.findIndex((other) => other.name === arg.name) < i);
    if (repeated !== undefined) throw new TagSyntaxError(`the argument ${repeated.name} is given twice`);
    return args;
  }

  #scalar(): TagScalar {
    const quote = this.#peek();
    if (quote === '"' || quote === "`") return { kind: "string", value: this.#quoted(quote) };
    const number = this.#match(/[+-]?(0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|[0-9]+)(?![A-Za-z0-9_.-])/y);
    if (number !== undefined) {
      const digits = number.replace(/^[+-]/, "");
      return { kind: "int", value: number.startsWith("-") ? -BigInt(digits) : BigInt(digits) };
    }
    const word = this.#match(/[A-Za-z_][A-Za-z0-9_./-]*/y);
    if (word === undefined)
      throw new TagSyntaxError("a value is expected: a name, a number, true, false or a quoted text");
    if (word === "true" || word === "false") return { kind: "bool", value: word === "true" };
    return { kind: "identifier", value: word };
  }

  #quoted(quote: string): string {
    let value = "";
    for (this.#pos++; this.#pos < this.#text.length; this.#pos++) {
      const c = this.#text[this.#pos]!;
      if (c === quote) {
        this.#pos++;
        return value;
      }
      if (c === "\\" && quote === '"') {
        const escaped = this.#text[++this.#pos];
        value += escaped === "n" ? "\n" : escaped === "t" ? "\t" : (escaped ?? "");
      } else {
        value += c;
      }
    }
    throw new TagSyntaxError(`a text that begins with ${quote} does not end`);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#pos;
    const found = pattern.exec(this.#text)?.[0];
    this.#pos += found?.length ?? 0;
    return found;
  }

  #peek(): string | undefined {
    return this.#text[this.#pos];
  }

  #skipSpaces(): void {
    this.#match(/\s*/y);
  }
}
