import { quoteASCII } from "../text/index.js";

/** A text that is no duration; the message is that of Go's time package. */
export class DurationParseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DurationParseError";
  }
}

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  // The micro sign and the Greek letter look alike; both are in use.
  ["\u00b5s", 1_000n],
  ["\u03bcs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);
const SECOND = 1_000_000_000n;
const LIMIT = 2n ** 63n;

/**
 * Nanoseconds of a text such as `1h30m` or `1.5s`.
 * @throws DurationParseError
 * @see Go's time.ParseDuration
 */
export function parseDuration(text: string): bigint {
  const negative = text.startsWith("-");
  const body = negative || text.startsWith("+") ? text.slice(1) : text;
  if (body === "0") return 0n;
  if (body === "") throw invalidDuration(text);
  let total = 0n;
  for (let rest = body; rest !== "";) {
    const match = /^([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/.exec(rest) as RegExpExecArray;
    const whole = match[1] as string;
    const fraction = match[2] ?? "";
    const unitText = match[3] as string;
    if (whole === "" && fraction === "") throw invalidDuration(text);
    if (unitText === "") throw new DurationParseError(`time: missing unit in duration ${quoteASCII(text)}`);
    const unit = UNITS.get(unitText);
    if (unit === undefined) {
      throw new DurationParseError(`time: unknown unit ${quoteASCII(unitText)} in duration ${quoteASCII(text)}`);
    }
    total += BigInt(whole === "" ? "0" : whole.slice(0, 40)) * unit + fractionOf(fraction, unit);
    if (whole.length > 40 || total > LIMIT) throw invalidDuration(text);
    rest = rest.slice(match[0].length);
  }
  if (negative) return -total;
  if (total === LIMIT) throw invalidDuration(text);
  return total;
}

/** Go's notation: `1h30m0s`, `1.5s`, `100ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 1_000n)}\u00b5s`;
  if (size < SECOND) return `${sign}${decimal(size, 1_000_000n)}ms`;
  const minutes = size / (60n * SECOND);
  const seconds = `${decimal(size % (60n * SECOND), SECOND)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`;
}

/** The canonical text of a Duration. @throws DurationParseError */
export function canonicalDuration(text: string): string {
  return formatDuration(parseDuration(text));
}

/** Milliseconds, with fractions. @throws DurationParseError */
export function durationToMs(text: string): number {
  return Number(parseDuration(text)) / 1e6;
}

function invalidDuration(text: string): DurationParseError {
  return new DurationParseError(`time: invalid duration ${quoteASCII(text)}`);
}

/** The part after the point, cut to whole nanoseconds. */
function fractionOf(digits: string, unit: bigint): bigint {
  const significant = digits.slice(0, 18);
  return significant === "" ? 0n : (BigInt(significant) * unit) / 10n ** BigInt(significant.length);
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = (value % unit)
    .toString()
    .padStart(unit.toString().length - 1, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(value / unit) : `${value / unit}.${fraction}`;
}
