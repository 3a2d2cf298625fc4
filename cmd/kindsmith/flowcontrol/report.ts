import { formatMs, formatNumber } from "./format.js";
import type { ContenderResult, FlowResult, SimulationResult } from "./simulation/result.js";

/** The results for people: a table for each contender. */
export function reportText(result: SimulationResult): string {
  const title = result.title === "" ? "simulation" : result.title;
  const head = `${title}: ${result.durationSeconds} s, seed ${result.seed}\n`;
  return [head, ...result.contenders.map((contender) => contenderText(contender, result.peakWindowSeconds))].join("\n");
}

/** The results for programs. */
export function reportJSON(result: SimulationResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

function contenderText(contender: ContenderResult, windowSeconds: number): string {
  const { name, seats, slowdown, peakRequests, flows } = contender;
  const summary = [
    `at most ${formatNumber(seats.peak)} seats at work, ${formatNumber(seats.mean)} on average`,
    ...(slowdown > 1 ? [`slowed down ${formatNumber(slowdown)} times at the worst`] : []),
    `at most ${formatNumber(peakRequests)} requests began within ${windowSeconds} s`,
  ];
  const placed = flows.some(({ placement }) => placement !== undefined);
  const header = ["TRAFFIC", ...(placed ? ["FLOW SCHEMA", "LEVEL"] : []), ...COLUMNS.map(({ title }) => title)];
  const rows = flows.map((flow) => [
    flow.traffic,
    ...(placed ? [flow.placement?.flowSchema ?? "", flow.placement?.priorityLevel ?? ""] : []),
    ...COLUMNS.map(({ cell }) => cell(flow)),
  ]);
  return `${name}: ${summary.join("; ")}\n${table([header, ...rows], header.length - COLUMNS.length)}`;
}

const COLUMNS: readonly { readonly title: string; readonly cell: (flow: FlowResult) => string }[] = [
  { title: "ARRIVED", cell: ({ arrived }) => String(arrived) },
  { title: "SERVED", cell: ({ served }) => String(served) },
  { title: "PER SECOND", cell: ({ servedPerSecond }) => formatNumber(servedPerSecond) },
  { title: "SEATS", cell: ({ meanSeats }) => formatNumber(meanSeats) },
  { title: "REJECTED", cell: rejectedText },
  { title: "UNFINISHED", cell: ({ unfinished }) => String(unfinished) },
  { title: "WAIT MEAN", cell: ({ wait }) => formatMs(wait.meanMs) },
  { title: "P99", cell: ({ wait }) => formatMs(wait.p99Ms) },
  { title: "ANSWER MEAN", cell: ({ latency }) => formatMs(latency.meanMs) },
  { title: "P99", cell: ({ latency }) => formatMs(latency.p99Ms) },
];

function rejectedText({ rejected }: FlowResult): string {
  const parts = Object.entries(rejected).map(([reason, count]) => `${count} ${reason}`);
  return parts.length === 0 ? "0" : parts.join(", ");
}

/** Columns as wide as their widest cell: the first `left` of them aligned to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[], left: number): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i < left ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join("");
}
