const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * A length of time for people: two units at most, and the second only while it matters: `45s`, `5m30s`, `3h20m`, `4d2h`,
 * `2y10d`. Clocks may differ by a second; more than that into the past is `<invalid>`.
 * @see kubernetes/apimachinery pkg/util/duration/duration.go, HumanDuration
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds <= 0) return "0s";
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return two(seconds, MINUTE, "m", 1, "s");
  if (seconds < 3 * HOUR) return one(seconds, MINUTE, "m");
  if (seconds < 8 * HOUR) return two(seconds, HOUR, "h", MINUTE, "m");
  if (seconds < 2 * DAY) return one(seconds, HOUR, "h");
  if (seconds < 8 * DAY) return two(seconds, DAY, "d", HOUR, "h");
  if (seconds < 2 * YEAR) return one(seconds, DAY, "d");
  if (seconds < 8 * YEAR) return two(seconds, YEAR, "y", DAY, "d");
  return one(seconds, YEAR, "y");
}

function one(seconds: number, unit: number, name: string): string {
  return `${Math.floor(seconds / unit)}${name}`;
}

function two(seconds: number, unit: number, name: string, smaller: number, smallerName: string): string {
  const rest = Math.floor((seconds % unit) / smaller);
  return rest === 0 ? one(seconds, unit, name) : `${one(seconds, unit, name)}${rest}${smallerName}`;
}
