import { formatMeasure } from "../format.js";
import { measureOf, type ContenderResult } from "../simulation/result.js";
import type { Question } from "../simulation/types.js";
import type { Box } from "./chart.js";
import { rect, text } from "./svg.js";
import { CHOSEN_BAR, FAINT, INK, PLAIN_BAR } from "./theme.js";

const HEAD = 46;
const ROW = 20;
const LABEL_WIDTH = 138;
const VALUE_WIDTH = 64;

export function questionPanelHeight(contenders: number): number {
  return HEAD + contenders * ROW;
}

/** One number of every contender as a bar. */
export function questionPanel(
  question: Question,
  results: readonly ContenderResult[],
  box: Omit<Box, "height">,
): readonly string[] {
  const values = results.map((result) => measureOf(result, question.measure, question.of));
  const largest = Math.max(...values, 1e-9);
  const room = box.width - LABEL_WIDTH - VALUE_WIDTH;
  return [
    text(box.x, box.y + 14, question.title, { "font-size": 14, "font-weight": 600, fill: INK }),
    text(box.x, box.y + 32, question.note, { "font-size": 12, fill: FAINT }),
    ...results.flatMap(({ name, type }, i) => {
      const y = box.y + HEAD + i * ROW;
      const value = values[i] ?? 0;
      const width = Math.max((value / largest) * room, 2);
      const fill = type === "priorityAndFairness" ? CHOSEN_BAR : PLAIN_BAR;
      return [
        text(box.x, y + 12, name, { "font-size": 12, fill: INK }),
        rect(box.x + LABEL_WIDTH, y + 1, width, ROW - 6, { fill, rx: 2 }),
        text(box.x + LABEL_WIDTH + width + 6, y + 12, formatMeasure(question.measure, value), {
          "font-size": 12,
          fill: INK,
        }),
      ];
    }),
  ];
}
