import { formatMs, formatNumber } from "../format.js";
import type { ContenderResult } from "../simulation/result.js";
import { ticks } from "./scale.js";
import { line, path, rect, text } from "./svg.js";
import { FAINT, flowColor, GHOST, GRID } from "./theme.js";

/** Where a chart stands. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What all charts of a picture have in common, so that they can be compared. */
export interface ChartScale {
  readonly kind: "latency" | "requests";
  readonly seconds: number;
  /** Of the axis: requests per second, or ms. */
  readonly bottom: number;
  readonly top: number;
}

const NO_LATENCY = { low: Infinity, high: 0 };

export function chartScale(kind: ChartScale["kind"], seconds: number, results: readonly ContenderResult[]): ChartScale {
  if (kind === "requests") {
    const highest = Math.max(1, ...results.flatMap((result) => totals(result, "arrived")));
    return { kind, seconds, bottom: 0, top: highest };
  }
  const means = results.flatMap(({ flows }) =>
    flows.flatMap(({ series }) => series.latencyMs.filter((ms) => ms !== null)),
  );
  const { low, high } = means.reduce(
    (range, ms) => ({ low: Math.min(range.low, ms), high: Math.max(range.high, ms) }),
    NO_LATENCY,
  );
  if (high === 0) return { kind, seconds, bottom: 1, top: 10 };
  // Whole powers of ten.
  const bottom = 10 ** Math.floor(Math.log10(Math.max(low, 0.001)));
  return { kind, seconds, bottom, top: Math.max(10 ** Math.ceil(Math.log10(high)), bottom * 10) };
}

export function chart(result: ContenderResult, scale: ChartScale, box: Box): readonly string[] {
  const drawn = scale.kind === "requests" ? requestBars(result, scale, box) : latencyLines(result, scale, box);
  return [...timeAxis(scale, box), ...valueAxis(scale, box), ...drawn];
}

function timeAxis({ seconds }: ChartScale, box: Box): readonly string[] {
  const base = box.y + box.height;
  return ticks(seconds, 8).flatMap((second) => {
    const x = box.x + (second / seconds) * box.width;
    return [
      line(x, box.y, x, base, { stroke: GRID }),
      line(x, base, x, base + 4, { stroke: GHOST }),
      text(x, base + 16, `${formatNumber(second)} s`, { "font-size": 11, fill: FAINT, "text-anchor": "middle" }),
    ];
  });
}

function valueAxis(scale: ChartScale, box: Box): readonly string[] {
  const marks = scale.kind === "requests" ? ticks(scale.top, 3) : powersOfTen(scale.bottom, scale.top);
  return marks.flatMap((mark) => {
    const y = heightOf(mark, scale, box);
    const label = scale.kind === "requests" ? `${formatNumber(mark)}/s` : formatMs(mark);
    return [
      line(box.x, y, box.x + box.width, y, { stroke: GRID }),
      text(box.x - 6, y + 4, label, { "font-size": 11, fill: FAINT, "text-anchor": "end" }),
    ];
  });
}

function heightOf(value: number, { kind, bottom, top }: ChartScale, box: Box): number {
  const part =
    kind === "requests" ? value / top : Math.log10(Math.max(value, bottom) / bottom) / Math.log10(top / bottom);
  return box.y + box.height * (1 - part);
}

function powersOfTen(bottom: number, top: number): readonly number[] {
  const count = Math.round(Math.log10(top / bottom));
  return Array.from({ length: count + 1 }, (_, i) => bottom * 10 ** i);
}

/** What began, stacked by traffic, on a ghost of what came. */
function requestBars(result: ContenderResult, scale: ChartScale, box: Box): readonly string[] {
  const { flows, binSeconds } = result;
  const arrived = totals(result, "arrived");
  const width = box.width / arrived.length;
  const base = box.y + box.height;
  const barsAt = (i: number): string[] => {
    let below = 0;
    const x = box.x + i * width;
    const ghost = (arrived[i] ?? 0) > 0 ? [barUpTo(x, width, heightOf(arrived[i] ?? 0, scale, box), base, GHOST)] : [];
    const bars = flows.flatMap(({ series }, index) => {
      const perSecond = (series.started[i] ?? 0) / binSeconds;
      if (perSecond === 0) return [];
      const foot = heightOf(below, scale, box);
      below += perSecond;
      return [barUpTo(x, width, heightOf(Math.min(below, scale.top), scale, box), foot, flowColor(index))];
    });
    return [...ghost, ...bars];
  };
  return arrived.flatMap((_, i) => barsAt(i));
}

function barUpTo(x: number, width: number, y: number, base: number, fill: string): string {
  return rect(x, y, Math.max(width - 0.4, 0.4), Math.max(base - y, 0), { fill });
}

function latencyLines({ flows }: ContenderResult, scale: ChartScale, box: Box): readonly string[] {
  return flows.map(({ series }, index) => {
    const step = box.width / series.latencyMs.length;
    const lines: [number, number][][] = [];
    let current: [number, number][] | undefined;
    series.latencyMs.forEach((ms, i) => {
      if (ms === null) return;
      // Traffic that comes seldom has gaps, and is one line all the same; only a long silence breaks it.
      const x = box.x + (i + 0.5) * step;
      const last = current?.at(-1);
      if (current === undefined || (last !== undefined && x - last[0] > SILENCE * step)) lines.push((current = []));
      current.push([x, heightOf(ms, scale, box)]);
    });
    return path(lines, {
      stroke: flowColor(index),
      "stroke-width": 1.6,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
    });
  });
}

// Points without an answer.
const SILENCE = 8;

/** Per second, of all traffic together. */
function totals({ flows, binSeconds }: ContenderResult, key: "arrived" | "started"): readonly number[] {
  const [first] = flows;
  return (first?.series[key] ?? []).map(
    (_, i) => flows.reduce((sum, { series }) => sum + (series[key][i] ?? 0), 0) / binSeconds,
  );
}
