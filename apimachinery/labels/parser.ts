import { compareBytes } from "../text/index.js";
import type { Path } from "../validation/field/index.js";
import { tokenize, type Token } from "./lexer.js";
import {
  BINARY_OPERATORS,
  InvalidSelectorError,
  newRequirement,
  validateKey,
  type Operator,
  type Requirement,
} from "./requirement.js";

/**
 * Reads a selector's text into its requirements, in the order of the text:
 *
 *     selector    = [ requirement { "," requirement } ]
 *     requirement = [ "!" ] key | key ( "=" | "==" | "!=" | "<" | ">" ) value | key ( "in" | "notin" ) values
 *     values      = "(" [ value { "," value } ] ")"
 *
 * Values may be empty. `in` and `notin` are words like others where a key or a value stands.
 * @throws InvalidSelectorError with upstream's message.
 * @see kubernetes/apimachinery pkg/labels/selector.go, Parser
 */
export function parseRequirements(text: string, path?: Path): Requirement[] {
  return new Parser(tokenize(text), path).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #path: Path | undefined;
  #position = 0;

  constructor(tokens: readonly Token[], path: Path | undefined) {
    this.#tokens = tokens;
    this.#path = path;
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const first = this.#peek();
      if (first.kind === "end") return requirements;
      if (first.kind !== "identifier" && first.kind !== "!") {
        throw found(first, ", expected: !, identifier, or 'end of string'");
      }
      requirements.push(this.#requirement());
      const next = this.#take();
      if (next.kind === "end") return requirements;
      if (next.kind !== ",") throw found(next, ", expected: ',' or 'end of string'");
      const after = this.#peek();
      if (after.kind !== "identifier" && after.kind !== "!") throw found(after, ", expected: identifier after ','");
    }
  }

  #requirement(): Requirement {
    try {
      const { key, operator } = this.#keyAndUnaryOperator();
      if (operator !== undefined) return newRequirement(key, operator, [], this.#path);
      const binary = this.#binaryOperator();
      const values = binary === "in" || binary === "notin" ? this.#values() : [this.#exactValue()];
      return newRequirement(key, binary, values, this.#path);
    } catch (err) {
      if (!(err instanceof InvalidSelectorError)) throw err;
      throw new InvalidSelectorError(`unable to parse requirement: ${err.message}`);
    }
  }

  #keyAndUnaryOperator(): { key: string; operator: Operator | undefined } {
    let token = this.#take();
    const negated = token.kind === "!";
    if (negated) token = this.#take();
    if (token.kind !== "identifier") throw found(token, ", expected: identifier");
    const wrong = validateKey(token.literal, this.#path);
    if (wrong !== undefined) throw new InvalidSelectorError(String(wrong));
    if (negated) return { key: token.literal, operator: "!" };
    const next = this.#peek().kind;
    return { key: token.literal, operator: next === "end" || next === "," ? "exists" : undefined };
  }

  #binaryOperator(): Operator {
    // The one place where `in` and `notin` are operators.
    const token = this.#tokens[this.#position++] as Token;
    switch (token.kind) {
      case "in":
      case "notin":
      case "=":
      case "==":
      case "!=":
        return token.kind;
      case ">":
        return "gt";
      case "<":
        return "lt";
      default:
        throw found(token, `, expected: ${BINARY_OPERATORS.join(", ")}`);
    }
  }

  #values(): string[] {
    const open = this.#take();
    if (open.kind !== "(") throw found(open, " expected: '('");
    const first = this.#peek();
    if (first.kind === ")") {
      this.#take();
      return [""];
    }
    if (first.kind !== "identifier" && first.kind !== ",") throw found(first, ", expected: ',', ')' or identifier");
    const values = this.#identifiers();
    if (this.#take().kind !== ")") throw found(first, ", expected: ')'");
    return values;
  }

  /** Stops before the closing parenthesis. Two commas, or one at an end, have an empty value between them. */
  #identifiers(): string[] {
    const values = new Set<string>();
    for (;;) {
      const token = this.#take();
      if (token.kind === "identifier") {
        values.add(token.literal);
        const next = this.#peek();
        if (next.kind === ")") break;
        if (next.kind !== ",") throw found(next, ", expected: ',' or ')'");
      } else if (token.kind === ",") {
        if (values.size === 0) values.add("");
        const next = this.#peek().kind;
        if (next === ")" || next === ",") values.add("");
        if (next === ")") break;
      } else {
        throw found(token, ", expected: ',', or identifier");
      }
    }
    return [...values].sort(compareBytes);
  }

  #exactValue(): string {
    const next = this.#peek();
    if (next.kind === "end" || next.kind === ",") return "";
    const token = this.#take();
    if (token.kind !== "identifier") throw found(token, ", expected: identifier");
    return token.literal;
  }

  #peek(): Token {
    return asValue(this.#tokens[this.#position] ?? (this.#tokens.at(-1) as Token));
  }

  #take(): Token {
    const token = this.#peek();
    this.#position++;
    return token;
  }
}

function asValue(token: Token): Token {
  return token.kind === "in" || token.kind === "notin" ? { kind: "identifier", literal: token.literal } : token;
}

function found(token: Token, rest: string): InvalidSelectorError {
  return new InvalidSelectorError(`found '${token.literal}'${rest}`);
}
