import { compareAmounts, MAX_INT64, roundUp, type Amount } from "./amount.js";
import { parseSuffix, type Format, type Suffix } from "./format.js";

/** A text that is no quantity; the message is upstream's. */
export class QuantityError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "QuantityError";
  }
}

const FORM = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
export const QUANTITY_FORM_MESSAGE = `quantities must match the regular expression '${FORM}'`;

// Upstream's own scanner: laxer than the expression that its message names.
const SCAN = /^([+-]?)0*([0-9]*)(?:(\.)([0-9]*))?([eEinumkKMGTP]*[+-]?[0-9]*)$/;

// Quantities are short; digits beyond this would only cost time.
const MAX_LENGTH = 1024;
/** Digits that always fit an int64. */
const INT64_DIGITS = 18;
const NANO = -9;

/** What a text says. */
export interface ParsedQuantity {
  readonly amount: Amount;
  readonly format: Format;
  /**
   * The amount is one that upstream holds as an int64 with a scale, not as a decimal of any size. That shows in the
   * results of `asInt64` and of values out of range.
   */
  readonly small: boolean;
  /** The text is kept as it is instead of the canonical one: it differs in signs and zeros only. */
  readonly verbatim: boolean;
}

/**
 * Reads a quantity. Amounts below a nano are rounded away from zero; those in powers of two stop at the largest int64.
 * @throws QuantityError
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go, ParseQuantity
 */
export function scanQuantity(text: string): ParsedQuantity {
  if (text === "0") return { amount: { unscaled: 0n, exponent: 0 }, format: "DecimalSI", small: true, verbatim: true };
  const match = text === "" || text.length > MAX_LENGTH ? null : SCAN.exec(text);
  if (match === null) throw new QuantityError(QUANTITY_FORM_MESSAGE);
  const negative = match[1] === "-";
  const whole = match[2] === "" ? "0" : (match[2] as string);
  const fraction = match[4] ?? "";
  const suffix = parseSuffix(match[5] as string);
  if (suffix === undefined) throw new QuantityError("unable to parse quantity's suffix");
  return scanSmall(negative, whole, fraction, suffix) ?? scanLarge(negative, whole, fraction, suffix);
}

/** Amounts that surely fit an int64 with a scale of nano or more. */
function scanSmall(negative: boolean, whole: string, fraction: string, suffix: Suffix): ParsedQuantity | undefined {
  const exponent = (suffix.base === 10 ? suffix.exponent : 0) - fraction.length;
  if (sparePrecision(whole, fraction, suffix) < 0 || exponent < NANO) return undefined;
  const digits = whole + fraction;
  const value = BigInt(digits);
  const result = suffix.base === 2 ? value << BigInt(suffix.exponent) : value;
  const verbatim =
    suffix.base === 2 ? (value & 7n) !== 0n : exponent % 3 === 0 && !digits.endsWith("000") && !digits.startsWith("0");
  const amount = { unscaled: negative ? -result : result, exponent };
  return { amount, format: suffix.format, small: true, verbatim };
}

/** Decimal digits that are left within an int64; the estimate for powers of two is upstream's. */
function sparePrecision(whole: string, fraction: string, suffix: Suffix): number {
  if (suffix.base === 10) return INT64_DIGITS - whole.length - fraction.length;
  if (fraction !== "") return -1;
  return 15 - whole.length - Math.trunc((suffix.exponent * 3) / 10) - 1;
}

function scanLarge(negative: boolean, whole: string, fraction: string, suffix: Suffix): ParsedQuantity {
  const digits = BigInt(whole + fraction);
  let amount: Amount =
    suffix.base === 10
      ? { unscaled: digits, exponent: suffix.exponent - fraction.length }
      : { unscaled: digits << BigInt(suffix.exponent), exponent: -fraction.length };
  if (digits !== 0n) amount = { unscaled: roundUp(amount, NANO).unscaled, exponent: NANO };
  let { format } = suffix;
  if (format === "BinarySI") {
    const max = { unscaled: MAX_INT64, exponent: 0 };
    if (compareAmounts(amount, max) > 0) amount = max;
    // A part of one is told in decimals, so that nothing is rounded.
    else if (digits !== 0n && compareAmounts(amount, { unscaled: 1n, exponent: 0 }) < 0) format = "DecimalSI";
  }
  const unscaled = negative ? -amount.unscaled : amount.unscaled;
  return { amount: { unscaled, exponent: amount.exponent }, format, small: false, verbatim: false };
}
