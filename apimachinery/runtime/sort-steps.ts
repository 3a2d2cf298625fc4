import type { Steps } from "./turns.js";

const RUN = 2000;

/**
 * A sorted copy, as `toSorted` makes it, with breaks: sorts runs, and merges them two and two.
 */
export function* sortSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let sorted: T[] = [];
  for (let i = 0; i < items.length; i += RUN) {
    sorted.push(...items.slice(i, i + RUN).sort(compare));
    yield;
  }
  for (let width = RUN; width < items.length; width *= 2) {
    const merged: T[] = [];
    for (let start = 0; start < items.length; start += 2 * width) {
      const middle = Math.min(start + width, items.length);
      const end = Math.min(middle + width, items.length);
      let left = start;
      let right = middle;
      while (left < middle || right < end) {
        const takeLeft = right >= end || (left < middle && compare(sorted[left]!, sorted[right]!) <= 0);
        merged.push(sorted[takeLeft ? left++ : right++]!);
        if (merged.length % RUN === 0) yield;
      }
    }
    sorted = merged;
  }
  return sorted;
}
