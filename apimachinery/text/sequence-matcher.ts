/** A run of lines that both texts share, or that one has in place of the other's. Ends are exclusive. */
export interface Difference {
  readonly equal: boolean;
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

/** From this many lines on, a line that comes up in more than one of a hundred cannot begin a match. */
const POPULAR_FROM = 200;
/** Longer texts are compared between their first and last difference only, and shared runs are not searched for. */
const MAX_LINES = 5000;

/** Ratcliff and Obershelp's comparison, as difflib does it: the longest shared run first, then what is left and right. */
export class SequenceMatcher {
  readonly #a: readonly string[];
  readonly #b: readonly string[];
  readonly #places = new Map<string, number[]>();

  constructor(a: readonly string[], b: readonly string[]) {
    this.#a = a;
    this.#b = b;
  }

  differences(): Difference[] {
    const isLong = Math.max(this.#a.length, this.#b.length) > MAX_LINES;
    const found: Difference[] = [];
    let [a, b] = [0, 0];
    for (const match of isLong ? this.#ends() : this.#matches()) {
      if (a < match.a || b < match.b) {
        found.push({ equal: false, aStart: a, aEnd: match.a, bStart: b, bEnd: match.b });
      }
      [a, b] = [match.a + match.size, match.b + match.size];
      if (match.size > 0) found.push({ equal: true, aStart: match.a, aEnd: a, bStart: match.b, bEnd: b });
    }
    return found;
  }

  /** The beginning and the end that both share. */
  #ends(): Match[] {
    const [a, b] = [this.#a, this.#b];
    const shorter = Math.min(a.length, b.length);
    let start = 0;
    while (start < shorter && a[start] === b[start]) start++;
    let end = 0;
    while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    return [
      { a: 0, b: 0, size: start },
      { a: a.length - end, b: b.length - end, size: end },
    ];
  }

  /** Shared runs in order, neighbours joined, and an empty one at the end. */
  #matches(): Match[] {
    this.#indexPlaces();
    const found: Match[] = [];
    const todo: [number, number, number, number][] = [[0, this.#a.length, 0, this.#b.length]];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [aLow, aHigh, bLow, bHigh] = next;
      const match = this.#longestMatch(aLow, aHigh, bLow, bHigh);
      if (match.size === 0) continue;
      found.push(match);
      if (aLow < match.a && bLow < match.b) todo.push([aLow, match.a, bLow, match.b]);
      const [aNext, bNext] = [match.a + match.size, match.b + match.size];
      if (aNext < aHigh && bNext < bHigh) todo.push([aNext, aHigh, bNext, bHigh]);
    }
    found.sort((left, right) => left.a - right.a);
    return [...joined(found), { a: this.#a.length, b: this.#b.length, size: 0 }];
  }

  #indexPlaces(): void {
    const [b, places] = [this.#b, this.#places];
    b.forEach((line, index) => {
      const known = places.get(line);
      if (known === undefined) places.set(line, [index]);
      else known.push(index);
    });
    if (b.length < POPULAR_FROM) return;
    const most = Math.floor(b.length / 100) + 1;
    for (const [line, indices] of places) if (indices.length > most) places.delete(line);
  }

  /** The longest shared run; of several the first in `a`, then the first in `b`. */
  #longestMatch(aLow: number, aHigh: number, bLow: number, bHigh: number): Match {
    let best: Match = { a: aLow, b: bLow, size: 0 };
    let lengths = new Map<number, number>();
    for (let i = aLow; i < aHigh; i++) {
      const next = new Map<number, number>();
      for (const j of this.#places.get(this.#a[i]!) ?? []) {
        if (j < bLow) continue;
        if (j >= bHigh) break;
        const size = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, size);
        if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
      }
      lengths = next;
    }
    return this.#extended(best, aLow, aHigh, bLow, bHigh);
  }

  /** Lines that cannot begin a match can lengthen one. */
  #extended({ a, b, size }: Match, aLow: number, aHigh: number, bLow: number, bHigh: number): Match {
    while (a > aLow && b > bLow && this.#a[a - 1] === this.#b[b - 1]) [a, b, size] = [a - 1, b - 1, size + 1];
    while (a + size < aHigh && b + size < bHigh && this.#a[a + size] === this.#b[b + size]) size++;
    return { a, b, size };
  }
}

function joined(matches: readonly Match[]): Match[] {
  const found: Match[] = [];
  for (const match of matches) {
    const last = found.at(-1);
    if (last !== undefined && last.a + last.size === match.a && last.b + last.size === match.b) {
      found[found.length - 1] = { ...last, size: last.size + match.size };
    } else found.push(match);
  }
  return found;
}
