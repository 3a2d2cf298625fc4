/** The five fields of a schedule, with their ranges and names. */
const FIELDS = [
  { name: "minute", min: 0, max: 59, words: [] },
  { name: "hour", min: 0, max: 23, words: [] },
  { name: "day of month", min: 1, max: 31, words: [] },
  {
    name: "month",
    min: 1,
    max: 12,
    words: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of week", min: 0, max: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const;

const DESCRIPTORS: ReadonlySet<string> = new Set([
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
]);
const EVERY = /^@every (?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/;

/**
 * What is wrong with a schedule in the notation of cron, in the words of the library that upstream reads it with;
 * undefined when nothing is.
 * @see github.com/robfig/cron parser.go, ParseStandard
 */
export function scheduleError(schedule: string): string | undefined {
  if (schedule === "") return "empty spec string";
  if (schedule.startsWith("@")) {
    return DESCRIPTORS.has(schedule) || EVERY.test(schedule) ? undefined : `unrecognized descriptor: ${schedule}`;
  }
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`;
  }
  for (const [i, field] of fields.entries()) {
    for (const part of field.split(",")) {
      const error = partError(part, FIELDS[i] as (typeof FIELDS)[number]);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function partError(part: string, field: (typeof FIELDS)[number]): string | undefined {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0) return `too many slashes: ${part}`;
  const [from = "", to, ...rest] = range.split("-");
  if (rest.length > 0) return `too many hyphens: ${part}`;
  let start = field.min as number;
  let end = field.max as number;
  if (from !== "*" && from !== "?") {
    const low = numberOf(from, field);
    if (low === undefined) return `failed to parse int from ${from}: strconv.Atoi: parsing "${from}": invalid syntax`;
    const high = to === undefined ? low : numberOf(to, field);
    if (high === undefined) return `failed to parse int from ${to}: strconv.Atoi: parsing "${to}": invalid syntax`;
    start = low;
    end = step !== undefined && to === undefined ? field.max : high;
  }
  if (step !== undefined && !/^\d+$/.test(step)) {
    return `failed to parse int from ${step}: strconv.Atoi: parsing "${step}": invalid syntax`;
  }
  if (start < field.min) return `beginning of range (${start}) below minimum (${field.min}): ${part}`;
  if (end > field.max) return `end of range (${end}) above maximum (${field.max}): ${part}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${part}`;
  if (step === "0") return `step of range should be a positive number: ${part}`;
  return undefined;
}

function numberOf(text: string, field: (typeof FIELDS)[number]): number | undefined {
  const word = (field.words as readonly string[]).indexOf(text.toLowerCase());
  if (text !== "" && word >= 0) return word;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
