/** A step of 1, 2 or 5 times a power of ten that makes about `parts` parts of `span`. */
export function niceStep(span: number, parts: number): number {
  const rough = span / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** From 0 up to `top`, which the last may be. */
export function ticks(top: number, parts: number): readonly number[] {
  const step = niceStep(top, parts);
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) => i * step);
}
