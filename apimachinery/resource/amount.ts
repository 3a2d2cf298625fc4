/** `unscaled` times ten to the power of `exponent`. */
export interface Amount {
  readonly unscaled: bigint;
  readonly exponent: number;
}

const MIN_INT64 = -(2n ** 63n);
export const MAX_INT64 = 2n ** 63n - 1n;

export function fitsInt64(value: bigint): boolean {
  return value >= MIN_INT64 && value <= MAX_INT64;
}

export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  const [left, right] = align(a, b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function addAmounts(a: Amount, b: Amount): Amount {
  const [left, right, exponent] = align(a, b);
  return { unscaled: left + right, exponent };
}

/** The amount in units of ten to the power of `exponent`; what does not divide is rounded away from zero. */
export function roundUp(amount: Amount, exponent: number): { unscaled: bigint; exact: boolean } {
  if (amount.exponent >= exponent) {
    return { unscaled: amount.unscaled * 10n ** BigInt(amount.exponent - exponent), exact: true };
  }
  const divisor = 10n ** BigInt(exponent - amount.exponent);
  const quotient = amount.unscaled / divisor;
  const exact = amount.unscaled % divisor === 0n;
  if (exact) return { unscaled: quotient, exact };
  return { unscaled: quotient + (amount.unscaled < 0n ? -1n : 1n), exact };
}

/** Takes factors out of `value`, at most `max` of them. */
export function removeFactors(value: bigint, factor: bigint, max: number): { value: bigint; times: number } {
  let rest = value;
  let times = 0;
  while (times < max && rest !== 0n && rest % factor === 0n) {
    rest /= factor;
    times++;
  }
  return { value: rest, times };
}

/** `1500m` as `1.500`: all digits that the exponent asks for. */
export function amountToDecimal({ unscaled, exponent }: Amount): string {
  if (exponent >= 0) return (unscaled * 10n ** BigInt(exponent)).toString();
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(1 - exponent, "0");
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

function align(a: Amount, b: Amount): [bigint, bigint, number] {
  if (a.exponent === b.exponent) return [a.unscaled, b.unscaled, a.exponent];
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.unscaled * 10n ** BigInt(a.exponent - exponent);
  const right = b.unscaled * 10n ** BigInt(b.exponent - exponent);
  return [left, right, exponent];
}
