import type { IntOrString } from "../meta/v1/scalars.js";
import { NumberFormatError, parseInt64, quote } from "../text/index.js";

const MIN_INT32 = -(2n ** 31n);
const MAX_INT32 = 2n ** 31n - 1n;

/** The number when the text is one of 32 bits, else the text. @see kubernetes/apimachinery pkg/util/intstr */
export function parseIntOrString(text: string): IntOrString {
  const value = numberOf(text);
  return value === undefined || value < MIN_INT32 || value > MAX_INT32 ? text : Number(value);
}

export function intOrStringToString(value: IntOrString): string {
  return String(value);
}

/** The number, or the number that the text is; 0 for other texts. */
export function intValue(value: IntOrString): number {
  return typeof value === "number" ? value : Number(numberOf(value) ?? 0n);
}

/**
 * The number, or the percentage of `total`.
 * @throws Error when the text is no percentage.
 */
export function scaledIntOrPercent(value: IntOrString, total: number, roundUp: boolean): number {
  if (typeof value === "number") return value;
  if (!value.endsWith("%")) throw new Error("invalid value for IntOrString: invalid type: string is not a percentage");
  const percent = percentOf(value);
  const scaled = (percent * total) / 100;
  // Adding 0 turns the -0 of a small negative number into 0.
  return (roundUp ? Math.ceil(scaled) : Math.floor(scaled)) + 0;
}

function percentOf(value: string): number {
  try {
    return Number(parseInt64(value.slice(0, -1), "Atoi"));
  } catch (err) {
    if (!(err instanceof NumberFormatError)) throw err;
    throw new Error(`invalid value for IntOrString: invalid value ${quote(value)}: ${err.message}`, { cause: err });
  }
}

function numberOf(text: string): bigint | undefined {
  try {
    return parseInt64(text);
  } catch (err) {
    if (err instanceof NumberFormatError) return undefined;
    throw err;
  }
}
