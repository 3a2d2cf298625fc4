/** Orders keys of a map: numbers within them count as numbers, and letters come last. @see go-yaml sorter.go */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    if (x === y) continue;
    const xLetter = isLetter(x);
    const yLetter = isLetter(y);
    if (xLetter !== yLetter) return xLetter ? 1 : -1;
    const difference = xLetter ? 0 : compareNumbers(a, b, i);
    return difference !== 0 ? difference : x.charCodeAt(0) - y.charCodeAt(0);
  }
  return a.length - b.length;
}

/** Compares the digits from `start` on. A zero leads a number only where no digits precede it. */
function compareNumbers(a: string, b: string, start: number): number {
  const within = (a[start] === "0" || b[start] === "0") && /[1-9][0-9]*$/.test(a.slice(0, start));
  const x = digitsFrom(a, start);
  const y = digitsFrom(b, start);
  const prefix = within ? "1" : "";
  const left = BigInt(`${prefix}${x}` || "0");
  const right = BigInt(`${prefix}${y}` || "0");
  if (left !== right) return left < right ? -1 : 1;
  return x.length - y.length;
}

function digitsFrom(text: string, start: number): string {
  return /^[0-9]*/.exec(text.slice(start))?.[0] ?? "";
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}
