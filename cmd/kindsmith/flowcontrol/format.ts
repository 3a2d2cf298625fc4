import type { Measure } from "./simulation/types.js";

/** A length of time with three digits that count: `0`, `350µs`, `1.86ms`, `215ms`, `1.5s`, `12.3s`. */
export function formatMs(ms: number): string {
  if (ms === 0) return "0";
  if (ms < 1) return `${digits(ms * 1000)}µs`;
  return ms < 999.5 ? `${digits(ms)}ms` : `${digits(ms / 1000)}s`;
}

/** Whole where it is large, three digits that count where it is small. */
export function formatNumber(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en-US") : digits(value);
}

export function formatPercent(percent: number): string {
  // What is not all and not nothing must not look so.
  if (percent > 99.9 && percent < 100) return ">99.9%";
  if (percent > 0 && percent < 0.1) return "<0.1%";
  return `${digits(percent)}%`;
}

export function formatMeasure(measure: Measure, value: number): string {
  switch (measure) {
    case "latencyMeanMs":
    case "latencyP99Ms":
    case "waitMeanMs":
    case "waitP99Ms":
      return formatMs(value);
    case "rejectedPercent":
    case "seatPercent":
    case "servedPercent":
      return formatPercent(value);
    case "servedPerSecond":
      return `${formatNumber(value)}/s`;
    case "slowdown":
      return `${formatNumber(value)}×`;
    case "peakRequests":
    case "peakSeats":
      return formatNumber(value);
  }
}

function digits(value: number): string {
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toFixed(decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, "");
}
