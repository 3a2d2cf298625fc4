import { quoteASCII } from "../text/index.js";

/** A moment: whole seconds since the epoch and the nanoseconds after them. */
export interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

/** A text that is no time; the message is that of Go's time package. */
export class TimeParseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TimeParseError";
  }
}

/** Go's notation of a layout, and its parts in order. */
export interface TimeLayout {
  readonly text: string;
  readonly parts: readonly string[];
}

const DATE_AND_TIME = ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"];
export const RFC3339: TimeLayout = { text: "2006-01-02T15:04:05Z07:00", parts: [...DATE_AND_TIME, "Z07:00"] };
export const RFC3339_MICRO: TimeLayout = {
  text: "2006-01-02T15:04:05.000000Z07:00",
  parts: [...DATE_AND_TIME, ".000000", "Z07:00"],
};

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  nanos: number;
  /** Seconds east of UTC. */
  offset: number;
}

/** How much of the text a part took; `range` names a number that is too large. */
type Taken = { readonly length: number; readonly range?: string } | undefined;

/**
 * Reads a time by a layout, with the tolerance and the messages of Go's time.Parse: an hour of one digit passes, and a
 * fraction of a second even where the layout has none.
 * @throws TimeParseError
 */
export function parseTimeLayout(text: string, layout: TimeLayout): Instant {
  const fields: Fields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanos: 0, offset: 0 };
  let rest = text;
  for (const [i, part] of layout.parts.entries()) {
    const taken = takePart(part, rest, fields, layout.parts[i + 1]);
    if (taken === undefined) {
      const where = `${quoteASCII(text)} as ${quoteASCII(layout.text)}`;
      const what = `cannot parse ${quoteASCII(rest)} as ${quoteASCII(part)}`;
      throw new TimeParseError(`parsing time ${where}: ${what}`);
    }
    if (taken.range !== undefined) {
      throw new TimeParseError(`parsing time ${quoteASCII(text)}: ${taken.range} out of range`);
    }
    rest = rest.slice(taken.length);
  }
  if (rest !== "") throw new TimeParseError(`parsing time ${quoteASCII(text)}: extra text: ${quoteASCII(rest)}`);
  if (fields.day < 1 || fields.day > daysIn(fields.year, fields.month)) {
    throw new TimeParseError(`parsing time ${quoteASCII(text)}: day out of range`);
  }
  return instantOf(fields);
}

function takePart(part: string, rest: string, fields: Fields, next: string | undefined): Taken {
  switch (part) {
    case "2006":
      if (!/^[0-9]{4}/.test(rest)) return undefined;
      fields.year = Number(rest.slice(0, 4));
      return { length: 4 };
    case "01": {
      const taken = takeNumber(rest, true);
      if (taken === undefined) return undefined;
      fields.month = taken.value;
      return taken.value < 1 || taken.value > 12 ? { length: 2, range: "month" } : taken;
    }
    case "02": {
      const taken = takeNumber(rest, true);
      if (taken !== undefined) fields.day = taken.value;
      return taken;
    }
    case "15": {
      const taken = takeNumber(rest, false);
      if (taken === undefined) return undefined;
      fields.hour = taken.value;
      return taken.value >= 24 ? { length: 2, range: "hour" } : taken;
    }
    case "04": {
      const taken = takeNumber(rest, true);
      if (taken === undefined) return undefined;
      fields.minute = taken.value;
      return taken.value >= 60 ? { length: 2, range: "minute" } : taken;
    }
    case "05":
      return takeSecond(rest, fields, next === ".000000");
    case ".000000":
      if (!/^[.,][0-9]{6}/.test(rest)) return undefined;
      fields.nanos = Number(rest.slice(1, 7)) * 1000;
      return { length: 7 };
    case "Z07:00":
      return takeZone(rest, fields);
    default:
      return rest.startsWith(part) ? { length: part.length } : undefined;
  }
}

/** One or two digits; exactly two when `fixed`. */
function takeNumber(rest: string, fixed: boolean): { value: number; length: number } | undefined {
  const match = /^[0-9]{1,2}/.exec(rest)?.[0];
  if (match === undefined || (fixed && match.length < 2)) return undefined;
  return { value: Number(match), length: match.length };
}

function takeSecond(rest: string, fields: Fields, fractionFollows: boolean): Taken {
  const taken = takeNumber(rest, true);
  if (taken === undefined) return undefined;
  fields.second = taken.value;
  if (taken.value >= 60) return { length: 2, range: "second" };
  const fraction = fractionFollows ? undefined : /^[.,]([0-9]+)/.exec(rest.slice(2));
  if (fraction == null) return taken;
  // More than nine digits are read and have no effect.
  fields.nanos = Number((fraction[1] as string).slice(0, 9).padEnd(9, "0"));
  return { length: 2 + fraction[0].length };
}

function takeZone(rest: string, fields: Fields): Taken {
  if (rest.startsWith("Z")) return { length: 1 };
  const match = /^([+-])([0-9]{2}):([0-9]{2})/.exec(rest);
  if (match === null) return undefined;
  const hours = Number(match[2]);
  const minutes = Number(match[3]);
  if (hours > 24) return { length: 6, range: "time zone offset hour" };
  if (minutes > 60) return { length: 6, range: "time zone offset minute" };
  fields.offset = (match[1] === "-" ? -60 : 60) * (hours * 60 + minutes);
  return { length: 6 };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function instantOf(fields: Fields): Instant {
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  date.setUTCHours(fields.hour, fields.minute, fields.second);
  return { seconds: date.getTime() / 1000 - fields.offset, nanos: fields.nanos };
}
