/** Told apart also by those who see red and green alike (Okabe and Ito). */
const FLOW_COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#666666"];

export function flowColor(index: number): string {
  return FLOW_COLORS[index % FLOW_COLORS.length] as string;
}

export const INK = "#1b2430";
export const FAINT = "#5c6b7e";
export const GRID = "#e1e6ed";
export const GHOST = "#c4ccd8";
export const PLAIN_BAR = "#9aa7b8";
export const CHOSEN_BAR = "#2f6fdb";
