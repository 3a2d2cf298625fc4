export type TokenKind =
  "error" | "end" | ")" | "," | "!" | "==" | "=" | ">" | "identifier" | "in" | "<" | "!=" | "notin" | "(";

export interface Token {
  readonly kind: TokenKind;
  /** The text; for an error token, what is wrong. */
  readonly literal: string;
}

const LITERALS: ReadonlySet<string> = new Set([")", ",", "!", "==", "=", ">", "in", "<", "!=", "notin", "("]);
const SYMBOLS: ReadonlySet<string> = new Set(["=", "!", "(", ")", ",", ">", "<"]);
const BLANKS: ReadonlySet<string> = new Set([" ", "\t", "\r", "\n"]);

/**
 * Splits a selector's text; the last token is `end`. A NUL character ends the text, as upstream's lexer has it.
 * @see kubernetes/apimachinery pkg/labels/selector.go, Lexer
 */
export function tokenize(text: string): Token[] {
  const nul = text.indexOf("\0");
  const source = nul < 0 ? text : text.slice(0, nul);
  const tokens: Token[] = [];
  let pos = 0;
  while (pos < source.length) {
    const char = source[pos] as string;
    if (BLANKS.has(char)) {
      pos++;
      continue;
    }
    const token = SYMBOLS.has(char) ? symbolAt(source, pos) : wordAt(source, pos);
    tokens.push(token);
    pos += token.kind === "error" ? source.length - pos : token.literal.length;
  }
  tokens.push({ kind: "end", literal: "" });
  return tokens;
}

/** The longest operator that the symbols from here on begin with. */
function symbolAt(source: string, start: number): Token {
  let found = "";
  let end = start;
  while (end < source.length && SYMBOLS.has(source[end] as string)) {
    const text = source.slice(start, ++end);
    if (LITERALS.has(text)) found = text;
    else if (found !== "") break;
  }
  if (found !== "") return { kind: found as TokenKind, literal: found };
  return { kind: "error", literal: `error expected: keyword found '${source.slice(start, end)}'` };
}

function wordAt(source: string, start: number): Token {
  let end = start;
  while (end < source.length && !SYMBOLS.has(source[end] as string) && !BLANKS.has(source[end] as string)) end++;
  const word = source.slice(start, end);
  return { kind: LITERALS.has(word) ? (word as TokenKind) : "identifier", literal: word };
}
