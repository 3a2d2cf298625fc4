import { SequenceMatcher, type Difference } from "./sequence-matcher.js";

const CONTEXT = 3;

/**
 * What changed between two texts, as hunks with three lines around each change; "" when nothing did. Hunks and their
 * order are those of the widespread difflib, which Kubernetes answers with.
 * @see kubernetes/apimachinery pkg/util/diff/diff.go
 */
export function unifiedDiff(before: string, after: string): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  return hunksOf(new SequenceMatcher(a, b).differences())
    .map((hunk) => hunkText(hunk, a, b))
    .join("");
}

/** Changes less than twice the context apart share a hunk. */
function hunksOf(differences: readonly Difference[]): Difference[][] {
  const hunks: Difference[][] = [];
  let hunk: Difference[] = [];
  differences.forEach((one, index) => {
    if (!one.equal) {
      hunk.push(one);
      return;
    }
    const isLast = index === differences.length - 1;
    if (hunk.length > 0) {
      if (isLast || one.aEnd - one.aStart > 2 * CONTEXT) {
        hunks.push([...hunk, firstLines(one)]);
        hunk = [];
      } else hunk.push(one);
    }
    if (hunk.length === 0 && !isLast) hunk = [lastLines(one)];
  });
  if (hunk.length > 0) hunks.push(hunk);
  return hunks;
}

function firstLines(one: Difference): Difference {
  return {
    ...one,
    aEnd: Math.min(one.aEnd, one.aStart + CONTEXT),
    bEnd: Math.min(one.bEnd, one.bStart + CONTEXT),
  };
}

function lastLines(one: Difference): Difference {
  return {
    ...one,
    aStart: Math.max(one.aStart, one.aEnd - CONTEXT),
    bStart: Math.max(one.bStart, one.bEnd - CONTEXT),
  };
}

function hunkText(hunk: readonly Difference[], a: readonly string[], b: readonly string[]): string {
  const [first, last] = [hunk[0]!, hunk.at(-1)!];
  let text = `@@ -${range(first.aStart, last.aEnd)} +${range(first.bStart, last.bEnd)} @@\n`;
  for (const { equal, aStart, aEnd, bStart, bEnd } of hunk) {
    for (const line of a.slice(aStart, aEnd)) text += `${equal ? " " : "-"}${line}\n`;
    if (equal) continue;
    for (const line of b.slice(bStart, bEnd)) text += `+${line}\n`;
  }
  return text;
}

/** Lines count from 1; where there are none, the range names the line before. */
function range(start: number, end: number): string {
  const length = end - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}
