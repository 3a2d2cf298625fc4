/** What a plain scalar stands for: a value of JSON, a number that JSON does not have, or a merge key. */
export type Resolved =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "null" }
  /** Read as a text, but written in quotes, since other parsers take it for a date. */
  | { readonly kind: "timestamp"; readonly value: string }
  | { readonly kind: "merge" };

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...words(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], { kind: "bool", value: true }),
  ...words(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], {
    kind: "bool",
    value: false,
  }),
  ...words(["", "~", "null", "Null", "NULL"], { kind: "null" }),
  ...words([".nan", ".NaN", ".NAN"], { kind: "number", value: NaN }),
  ...words([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], { kind: "number", value: Infinity }),
  ...words(["-.inf", "-.Inf", "-.INF"], { kind: "number", value: -Infinity }),
  ["<<", { kind: "merge" }],
]);

const STARTS_AS_NUMBER = /^[-+.0-9]/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const BASED = /^([-+]?)0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+|[0-7]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]| +)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}.*)?$/;

/**
 * Resolves a plain scalar as upstream's YAML 1.1 parser does: `y` and `on` are booleans, `017` is octal, `1:30` is a
 * text.
 * @see go.yaml.in/yaml/v2 resolve.go
 */
export function resolveScalar(text: string): Resolved {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!STARTS_AS_NUMBER.test(text)) return { kind: "string", value: text };
  if (TIMESTAMP.test(text)) return { kind: "timestamp", value: text };
  const plain = text.startsWith(".") ? text : text.replaceAll("_", "");
  const based = BASED.exec(plain);
  if (DECIMAL.test(plain)) return { kind: "number", value: Number(plain) };
  if (based !== null) return { kind: "number", value: basedNumber(based[1] === "-", based[2] as string) };
  if (FLOAT.test(plain)) return { kind: "number", value: Number(plain) };
  return { kind: "string", value: text };
}

function basedNumber(negative: boolean, digits: string): number {
  const value = Number(/^[0-7]/.test(digits) ? `0o${digits}` : `0${digits}`);
  return negative ? -value : value;
}

function words(texts: readonly string[], resolved: Resolved): [string, Resolved][] {
  return texts.map((text) => [text, resolved]);
}
