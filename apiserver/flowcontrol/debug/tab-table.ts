// As upstream's tab writer is set up: no column is narrower, and one space stands between two.
const MIN_WIDTH = 8;
const PADDING = 1;

/** Lines of cells, a comma after each but the last, in columns as wide as their widest cell. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? MIN_WIDTH, cell.length + 1 + PADDING)));
  }
  return rows
    .map((row) => row.map((cell, i) => (i < row.length - 1 ? `${cell},`.padEnd(widths[i] ?? 0) : cell)).join("") + "\n")
    .join("");
}
