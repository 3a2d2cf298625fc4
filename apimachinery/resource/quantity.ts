import {
  addAmounts,
  amountToDecimal,
  compareAmounts,
  fitsInt64,
  MAX_INT64,
  removeFactors,
  roundUp,
  type Amount,
} from "./amount.js";
import { MAX_BINARY_EXPONENT, MAX_DECIMAL_EXPONENT, suffixText, type Format } from "./format.js";
import { scanQuantity } from "./parse.js";

const KIBI = 1024n;

/**
 * A fixed-point number with a unit, such as `500m` or `1Gi`. Immutable; arithmetic is exact. API objects hold
 * quantities as text: parse one to compute with it, and store `toString()`.
 * @see kubernetes/apimachinery pkg/api/resource/quantity.go
 */
export class Quantity {
  readonly format: Format;
  readonly #amount: Amount;
  /** @see ParsedQuantity.small */
  readonly #small: boolean;
  #text: string | undefined;

  constructor(amount: Amount, format: Format, opts: { readonly small: boolean; readonly text?: string }) {
    this.#amount = amount;
    this.format = format;
    this.#small = opts.small;
    this.#text = opts.text;
  }

  get isZero(): boolean {
    return this.#amount.unscaled === 0n;
  }

  get sign(): -1 | 0 | 1 {
    if (this.isZero) return 0;
    return this.#amount.unscaled < 0n ? -1 : 1;
  }

  compare(other: Quantity): -1 | 0 | 1 {
    return compareAmounts(this.#amount, other.#amount);
  }

  equal(other: Quantity): boolean {
    return this.compare(other) === 0;
  }

  /** The sum, in this one's format; in the other's when this one is zero. */
  add(other: Quantity): Quantity {
    const format = this.isZero ? other.format : this.format;
    if (this.#small && other.#small) {
      const sum = addSmall(this.#amount, other.#amount);
      if (sum !== undefined) return new Quantity(sum, format, { small: true });
    }
    return new Quantity(addAmounts(this.#amount, other.#amount), format, { small: false });
  }

  /** The difference; formats as in {@link add}. */
  sub(other: Quantity): Quantity {
    return this.add(other.neg());
  }

  neg(): Quantity {
    const { unscaled, exponent } = this.#amount;
    return new Quantity({ unscaled: -unscaled, exponent }, this.format, { small: this.#small });
  }

  /** The product with a whole number, in the same format. */
  mul(factor: bigint): Quantity {
    const unscaled = this.#amount.unscaled * factor;
    const small = this.#small && fitsInt64(unscaled);
    return new Quantity({ unscaled, exponent: this.#amount.exponent }, this.format, { small });
  }

  /** Whole units, rounded up. Out of the range of an int64 the result is as meaningless as upstream's. */
  value(): bigint {
    return this.scaledValue(0);
  }

  /** Thousandths, rounded up; see {@link value}. */
  milliValue(): bigint {
    return this.scaledValue(-3);
  }

  /** Units of ten to the power of `exponent`, rounded up; see {@link value}. */
  scaledValue(exponent: number): bigint {
    if (!this.#small) return wrappedValue(this.#amount, exponent);
    const { unscaled } = roundUp(this.#amount, exponent);
    return fitsInt64(unscaled) ? unscaled : 0n;
  }

  /** The value when it is a whole int64 that was written as such; else undefined. */
  asInt64(): bigint | undefined {
    if (!this.#small || this.#amount.exponent < 0) return undefined;
    const { unscaled } = roundUp(this.#amount, 0);
    return fitsInt64(unscaled) ? unscaled : undefined;
  }

  /** The nearest double, more or less. */
  asApproximateFloat64(): number {
    const { unscaled, exponent } = this.#amount;
    return exponent === 0 ? Number(unscaled) : Number(unscaled) * powerOfTen(exponent);
  }

  /** All digits, without a suffix: `0.500`. */
  toDecimal(): string {
    return amountToDecimal(this.#amount);
  }

  /**
   * The canonical text: no fraction, the largest suffix that keeps the number whole, no precision lost. Differs from
   * upstream for sums beyond the largest suffix, where upstream's text leaves the surplus out.
   */
  toString(): string {
    this.#text ??= canonicalText(this.#amount, this.format);
    return this.#text;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** @throws QuantityError */
export function parseQuantity(text: string): Quantity {
  const { amount, format, small, verbatim } = scanQuantity(text);
  return new Quantity(amount, format, verbatim ? { small, text } : { small });
}

/** A whole number of units. */
export function newQuantity(value: bigint, format: Format): Quantity {
  return new Quantity({ unscaled: value, exponent: 0 }, format, { small: fitsInt64(value) });
}

/** A number of thousandths. */
export function newMilliQuantity(value: bigint, format: Format): Quantity {
  return new Quantity({ unscaled: value, exponent: -3 }, format, { small: fitsInt64(value) });
}

function addSmall(a: Amount, b: Amount): Amount | undefined {
  if (b.unscaled === 0n) return a;
  if (a.unscaled === 0n) return b;
  const sum = addAmounts(a, b);
  return fitsInt64(sum.unscaled) ? sum : undefined;
}

function canonicalText(amount: Amount, wanted: Format): string {
  if (amount.unscaled === 0n) return "0";
  if (wanted === "BinarySI") {
    const { unscaled, exact } = roundUp(amount, 0);
    // Small or broken numbers are told in decimals, so that nothing is rounded.
    if (exact && (unscaled <= -KIBI || unscaled >= KIBI)) {
      const { value, times } = removeFactors(unscaled, KIBI, MAX_BINARY_EXPONENT / 10);
      return value.toString() + suffixText("BinarySI", times * 10);
    }
  }
  const format = wanted === "BinarySI" ? "DecimalSI" : wanted;
  const { value, times } = removeFactors(amount.unscaled, 10n, Infinity);
  let unscaled = value;
  let exponent = amount.exponent + times;
  const surplus = format === "DecimalSI" ? Math.max(exponent - MAX_DECIMAL_EXPONENT, 0) : 0;
  const down = surplus > 0 ? surplus : ((exponent % 3) + 3) % 3;
  unscaled *= 10n ** BigInt(down);
  exponent -= down;
  return unscaled.toString() + suffixText(format, exponent);
}

/** Upstream's conversion of decimals: rounds up, and wraps around where an int64 ends. */
function wrappedValue(amount: Amount, exponent: number): bigint {
  const shift = exponent - amount.exponent;
  if (shift <= 0) return BigInt.asIntN(64, amount.unscaled * 10n ** BigInt(-shift));
  const divisor = 10n ** BigInt(shift);
  const short = amount.unscaled < MAX_INT64 && shift < 19;
  const dividend = short ? BigInt.asIntN(64, amount.unscaled) : amount.unscaled;
  let quotient = dividend / divisor;
  const remainder = dividend % divisor;
  // Big numbers divide downwards, int64 towards zero; one is added to either.
  if (!short && remainder < 0n) quotient -= 1n;
  return BigInt.asIntN(64, remainder === 0n ? quotient : quotient + 1n);
}

/** As Go's math.Pow10 computes it: by tables of 32, so that approximations agree. */
function powerOfTen(exponent: number): number {
  const size = Math.abs(exponent);
  const large = Number(`1e${Math.sign(exponent) * (size - (size % 32))}`);
  const small = Number(`1e${size % 32}`);
  return exponent < 0 ? large / small : large * small;
}
