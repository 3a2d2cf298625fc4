/** A field selector that cannot be read; the message is upstream's. */
export class InvalidFieldSelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidFieldSelectorError";
  }
}

// `==` before `=`, so that no `=` is left at the start of the value.
const OPERATORS = ["!=", "==", "="] as const;

/** The parts between commas; those after a backslash are data. */
export function splitTerms(text: string): string[] {
  if (text === "") return [];
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === ",") {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  terms.push(text.slice(start));
  return terms;
}

/** Splits at the first operator; nothing is escaped before it. */
export function splitTerm(term: string): { field: string; operator: "=" | "!="; value: string } | undefined {
  for (let i = 0; i < term.length; i++) {
    const operator = OPERATORS.find((candidate) => term.startsWith(candidate, i));
    if (operator === undefined) continue;
    const value = term.slice(i + operator.length);
    return { field: term.slice(0, i), operator: operator === "!=" ? "!=" : "=", value };
  }
  return undefined;
}

/** @throws InvalidFieldSelectorError for an unknown escape, or for `,` and `=` without one. */
export function unescapeValue(text: string): string {
  if (!/[\\,=]/.test(text)) return text;
  let out = "";
  let escaped = false;
  for (const char of text) {
    const special = char === "\\" || char === "," || char === "=";
    if (escaped) {
      if (!special) throw new InvalidFieldSelectorError(`invalid field selector: invalid escape sequence: \\${char}`);
      out += char;
      escaped = false;
    } else if (char === "\\") {
      escaped = true;
    } else if (special) {
      const code = char.charCodeAt(0);
      throw new InvalidFieldSelectorError(`invalid field selector: unescaped character in value: ${code}`);
    } else {
      out += char;
    }
  }
  if (escaped) throw new InvalidFieldSelectorError("invalid field selector: invalid escape sequence: \\");
  return out;
}
