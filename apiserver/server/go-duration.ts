import { quote } from "../../apimachinery/text/index.js";

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Reads a duration in Go's notation (`1h30m`, `1.5s`, `-2ms`, `0`) into milliseconds.
 * @throws Error with Go's text: `time: invalid duration "x"`, `time: missing unit in duration "10"`.
 */
export function parseGoDuration(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const body = text.replace(/^[-+]/, "");
  if (body === "0") return 0;
  let total = 0;
  const part = /(\d+\.?\d*|\.\d+)([^\d.]*)/y;
  let at = 0;
  while (at < body.length) {
    part.lastIndex = at;
    const match = part.exec(body);
    if (match === null) throw new Error(`time: invalid duration ${quote(text)}`);
    const unit = match[2]!;
    if (unit === "") throw new Error(`time: missing unit in duration ${quote(text)}`);
    const factor = UNIT_MS[unit];
    if (factor === undefined) throw new Error(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += Number(match[1]) * factor;
    at = part.lastIndex;
  }
  if (at === 0) throw new Error(`time: invalid duration ${quote(text)}`);
  return sign * total;
}

/** Milliseconds as Go prints a duration: `1m0s`, `500ms`. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return "0s";
  const sign = ms < 0 ? "-" : "";
  const size = Math.abs(ms);
  if (size < 1000) return `${sign}${size}ms`;
  const hours = Math.floor(size / 3_600_000);
  const minutes = Math.floor((size % 3_600_000) / 60_000);
  const seconds = (size % 60_000) / 1000;
  const head = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : "";
  return `${sign}${head}${seconds}s`;
}
