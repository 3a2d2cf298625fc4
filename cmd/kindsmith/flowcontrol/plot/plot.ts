import { formatMs, formatNumber, formatPercent } from "../format.js";
import { total, type ContenderResult, type FlowResult, type SimulationResult } from "../simulation/result.js";
import type { Simulation } from "../simulation/types.js";
import { chart, chartScale, type Box, type ChartScale } from "./chart.js";
import { questionPanel, questionPanelHeight } from "./question-panel.js";
import { element, escape, rect, text } from "./svg.js";
import { FAINT, flowColor, GHOST, INK } from "./theme.js";

const WIDTH = 1000;
const MARGIN = 28;
const TITLE_HEIGHT = 84;
const CHART_HEIGHT = 110;
const CHART_LEFT = 78;
const CHART_WIDTH = 540;
const TABLE_LEFT = 660;
const ROW_HEIGHT = 17;
const COLUMN_GAP = 36;

/** The picture of a simulation: its questions as bars, then every contender over time. */
export function plot(simulation: Simulation, result: SimulationResult): string {
  const scale = chartScale(simulation.chart, result.durationSeconds, result.contenders);
  const questions = questionGrid(simulation, result, TITLE_HEIGHT);
  const blockHeight = Math.max(CHART_HEIGHT, (simulation.traffic.length + 1) * ROW_HEIGHT) + 62;
  const blocks = result.contenders.flatMap((contender, i) =>
    contenderBlock(contender, result, scale, questions.bottom + i * blockHeight),
  );
  const height = questions.bottom + result.contenders.length * blockHeight + MARGIN / 2;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    "font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
    role: "img",
  };
  const parts = [
    element("title", {}, escape(result.title)),
    rect(0, 0, WIDTH, height, { fill: "#ffffff" }),
    ...header(simulation, result),
    ...questions.parts,
    ...blocks,
  ];
  return `${element("svg", attributes, `\n${parts.join("\n")}\n`)}\n`;
}

function header({ traffic, chart: kind }: Simulation, result: SimulationResult): readonly string[] {
  const shown = kind === "latency" ? "mean time until the answer" : "requests that began";
  const legend: string[] = [];
  let x = MARGIN;
  const entry = (color: string, label: string): void => {
    legend.push(rect(x, 61, 11, 11, { fill: color, rx: 2 }), text(x + 17, 71, label, { "font-size": 12, fill: INK }));
    x += 36 + label.length * 6.6;
  };
  traffic.forEach(({ name, users }, i) =>
    entry(flowColor(i), users.length === 1 ? name : `${name} (${users.length} users)`),
  );
  if (kind === "requests") entry(GHOST, "came, and did not begin then");
  return [
    text(MARGIN, 34, result.title, { "font-size": 20, "font-weight": 700, fill: INK }),
    text(
      WIDTH - MARGIN,
      34,
      `${formatNumber(result.durationSeconds)} s simulated, seed ${result.seed}; curves: ${shown}`,
      {
        "font-size": 12,
        fill: FAINT,
        "text-anchor": "end",
      },
    ),
    ...legend,
  ];
}

function questionGrid(
  { questions }: Simulation,
  { contenders }: SimulationResult,
  top: number,
): { readonly parts: readonly string[]; readonly bottom: number } {
  const width = (WIDTH - 2 * MARGIN - COLUMN_GAP) / 2;
  const height = questionPanelHeight(contenders.length) + 22;
  const parts = questions.flatMap((question, i) => {
    const x = MARGIN + (i % 2) * (width + COLUMN_GAP);
    return questionPanel(question, contenders, { x, y: top + 8 + Math.floor(i / 2) * height, width });
  });
  const rows = Math.ceil(questions.length / 2);
  return { parts, bottom: top + (rows === 0 ? 0 : 8 + rows * height) };
}

function contenderBlock(
  contender: ContenderResult,
  result: SimulationResult,
  scale: ChartScale,
  top: number,
): readonly string[] {
  const box: Box = { x: CHART_LEFT, y: top + 32, width: CHART_WIDTH, height: CHART_HEIGHT };
  const { seats, slowdown, peakRequests } = contender;
  const facts = [
    `most that began within ${formatNumber(result.peakWindowSeconds)} s: ${formatNumber(peakRequests)}`,
    `most seats at work: ${formatNumber(seats.peak)}`,
    ...(slowdown > 1 ? [`slowed down up to ${formatNumber(slowdown)}×`] : []),
  ];
  return [
    text(MARGIN, top + 16, contender.name, { "font-size": 14, "font-weight": 600, fill: INK }),
    text(WIDTH - MARGIN, top + 16, facts.join("   ·   "), { "font-size": 12, fill: FAINT, "text-anchor": "end" }),
    ...chart(contender, scale, box),
    ...flowTable(contender.flows, top + 42),
  ];
}

function flowTable(flows: readonly FlowResult[], top: number): readonly string[] {
  const columns = [
    { title: "", x: TABLE_LEFT + 16, anchor: "start" },
    { title: "answered", x: TABLE_LEFT + 176, anchor: "end" },
    { title: "rejected", x: TABLE_LEFT + 244, anchor: "end" },
    { title: "p99", x: TABLE_LEFT + 312, anchor: "end" },
  ] as const;
  const cells = flows.map(({ traffic, arrived, served, rejected, latency }) => [
    traffic,
    share(served, arrived),
    share(total(Object.values(rejected)), arrived),
    served === 0 ? "–" : formatMs(latency.p99Ms),
  ]);
  return [
    ...columns.map(({ title, x, anchor }) =>
      text(x, top, title, { "font-size": 11, fill: FAINT, "text-anchor": anchor }),
    ),
    ...cells.flatMap((row, r) => {
      const y = top + (r + 1) * ROW_HEIGHT;
      return [
        rect(TABLE_LEFT, y - 9, 10, 10, { fill: flowColor(r), rx: 2 }),
        ...columns.map(({ x, anchor }, c) =>
          text(x, y, row[c] ?? "", { "font-size": 12, fill: INK, "text-anchor": anchor }),
        ),
      ];
    }),
  ];
}

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : formatPercent((100 * part) / whole);
}
