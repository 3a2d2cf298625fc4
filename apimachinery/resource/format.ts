/** How a quantity is written: `12M`, `12Mi` or `12e6`. */
export type Format = "DecimalSI" | "BinarySI" | "DecimalExponent";

/** What a suffix stands for: `base` to the power of `exponent`. */
export interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: Format;
}

const DECIMAL: readonly (readonly [string, number])[] = [
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
];
const BINARY: readonly (readonly [string, number])[] = [
  ["Ki", 10],
  ["Mi", 20],
  ["Gi", 30],
  ["Ti", 40],
  ["Pi", 50],
  ["Ei", 60],
];

/** The largest exponents that have a suffix. */
export const MAX_DECIMAL_EXPONENT = 18;
export const MAX_BINARY_EXPONENT = 60;

// Upstream takes any 32-bit exponent and then computes with as many digits. Nothing real is near this bound.
const MAX_WRITTEN_EXPONENT = 10_000;

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ...DECIMAL.map(([text, exponent]): [string, Suffix] => [text, { base: 10, exponent, format: "DecimalSI" }]),
  ...BINARY.map(([text, exponent]): [string, Suffix] => [text, { base: 2, exponent, format: "BinarySI" }]),
]);
const DECIMAL_TEXT = new Map(DECIMAL.map(([text, exponent]) => [exponent, text]));
const BINARY_TEXT = new Map(BINARY.map(([text, exponent]) => [exponent, text]));

/** Reads a suffix; undefined when it is none. @see kubernetes/apimachinery pkg/api/resource/suffix.go */
export function parseSuffix(text: string): Suffix | undefined {
  const known = SUFFIXES.get(text);
  if (known !== undefined) return known;
  if (!/^[eE][+-]?[0-9]+$/.test(text)) return undefined;
  const exponent = Number(text.slice(1));
  if (Math.abs(exponent) > MAX_WRITTEN_EXPONENT) return undefined;
  return { base: 10, exponent, format: "DecimalExponent" };
}

/** The suffix of an exponent that the format can write. */
export function suffixText(format: Format, exponent: number): string {
  if (format === "BinarySI") return exponent === 0 ? "" : (BINARY_TEXT.get(exponent) ?? "");
  if (format === "DecimalSI") return DECIMAL_TEXT.get(exponent) ?? "";
  return exponent === 0 ? "" : `e${exponent}`;
}
