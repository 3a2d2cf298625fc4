// Lines around a change, as `diff -u` shows them.
const CONTEXT = 3;

// Above this many changed lines the exact shortest script costs more than it tells; the part is shown as replaced.
const MAX_EDITS = 2000;

type Edit = { readonly sign: " " | "-" | "+"; readonly line: string };

/** The change from `before` to `after` as `diff -u` prints it; undefined stands for a file that does not exist. */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = after === undefined ? "/dev/null" : `b/${path}`;
  const edits = diffLines(linesOf(before), linesOf(after));
  return `--- ${from}\n+++ ${to}\n${hunks(edits)}`;
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}

function diffLines(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (line: string): Edit => ({ sign: " ", line });
  return [
    ...a.slice(0, head).map(same),
    ...shortestScript(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

/** Myers' greedy algorithm: `trace[d]` holds the furthest points that d edits reach, by diagonal. */
function shortestScript(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const replaced = (): Edit[] => [
    ...a.map((line): Edit => ({ sign: "-", line })),
    ...b.map((line): Edit => ({ sign: "+", line })),
  ];
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MAX_EDITS); d++) {
    trace.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && furthest.get(k - 1)! < furthest.get(k + 1)!);
      let x = down ? furthest.get(k + 1)! : furthest.get(k - 1)! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    furthest = new Map(furthest);
  }
  return replaced();
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const furthest = trace[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && furthest.get(k - 1)! < furthest.get(k + 1)!);
    const previousK = down ? k + 1 : k - 1;
    const previousX = furthest.get(previousK)!;
    const previousY = previousX - previousK;
    while (x > previousX && y > previousY && x > 0 && y > 0) {
      edits.push({ sign: " ", line: a[--x]! });
      y--;
    }
    if (d === 0) break;
    if (down) edits.push({ sign: "+", line: b[--y]! });
    else edits.push({ sign: "-", line: a[--x]! });
  }
  return edits.reverse();
}

function hunks(edits: readonly Edit[]): string {
  const changed = edits.flatMap(({ sign }, i) => (sign === " " ? [] : [i]));
  let text = "";
  for (let next = 0; next < changed.length;) {
    const start = Math.max(0, changed[next]! - CONTEXT);
    let end = changed[next]!;
    while (next < changed.length && changed[next]! - end <= 2 * CONTEXT + 1) end = changed[next++]!;
    text += hunk(edits, start, Math.min(edits.length, end + CONTEXT + 1));
  }
  return text;
}

function hunk(edits: readonly Edit[], start: number, end: number): string {
  const count = (part: readonly Edit[], without: "+" | "-"): number =>
    part.filter(({ sign }) => sign !== without).length;
  const before = edits.slice(0, start);
  const shown = edits.slice(start, end);
  const range = (without: "+" | "-"): string => {
    const length = count(shown, without);
    return `${count(before, without) + (length === 0 ? 0 : 1)},${length}`;
  };
  return `@@ -${range("+")} +${range("-")} @@\n${shown.map(({ sign, line }) => `${sign}${line}\n`).join("")}`;
}
