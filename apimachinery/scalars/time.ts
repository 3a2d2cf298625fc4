import { quoteASCII } from "../text/index.js";
import { TimeParseError, parseTimeLayout, RFC3339, RFC3339_MICRO, type Instant } from "./time-layout.js";

// Canonical as it stands, which nearly all times are: UTC, whole seconds, a day that every month has.
const PLAIN =
  /^(?!0001-01-01T00:00:00Z)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** Seconds from the year 1 to 1970: the zero time of the API, which is written `null`. */
const ZERO_SECONDS = -62135596800;

/**
 * The canonical form of a Time: UTC and whole seconds, the rest cut off; `null` for the zero time.
 * @throws TimeParseError with Go's message.
 * @see kubernetes/apimachinery pkg/apis/meta/v1/time.go
 */
export function canonicalTime(text: string): string | null {
  if (PLAIN.test(text)) return text;
  const instant = parseTimeLayout(text, RFC3339);
  return isZero(instant) ? null : `${dateText(instant.seconds)}Z`;
}

/** The canonical form of a MicroTime: UTC and six digits of a second, all of which must be given. */
export function canonicalMicroTime(text: string): string | null {
  const instant = parseTimeLayout(text, RFC3339_MICRO);
  if (isZero(instant)) return null;
  return `${dateText(instant.seconds)}.${microsText(instant.nanos)}Z`;
}

/** A moment (ms since the epoch) as a Time. */
export function formatTime(ms: number): string {
  return `${dateText(Math.floor(ms / 1000))}Z`;
}

/** A moment (ms since the epoch, with fractions) as a MicroTime. */
export function formatMicroTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${dateText(seconds)}.${microsText(Math.floor((ms - seconds * 1000) * 1000) * 1000)}Z`;
}

/** Milliseconds since the epoch of a Time or MicroTime. @throws TimeParseError */
export function timeToMs(text: string): number {
  const { seconds, nanos } = parseTimeLayout(text, RFC3339);
  return seconds * 1000 + nanos / 1e6;
}

function isZero(instant: Instant): boolean {
  return instant.seconds === ZERO_SECONDS && instant.nanos === 0;
}

let last = { seconds: Number.NaN, text: "" };

/** Nearly all that is written is of the present second. */
function dateText(seconds: number): string {
  if (seconds !== last.seconds) last = { seconds, text: writeDate(seconds) };
  return last.text;
}

function writeDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  // A zone can move the last hours of 9999, and the first of 0, out of what RFC 3339 can write.
  if (year < 0 || year > 9999) {
    throw new TimeParseError(`parsing time ${quoteASCII(date.toISOString())}: year outside of range [0,9999]`);
  }
  return date.toISOString().slice(0, 19);
}

function microsText(nanos: number): string {
  return String(Math.floor(nanos / 1000)).padStart(6, "0");
}
