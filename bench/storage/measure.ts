/** How long something took, on the clock and on the processor. */
export interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
}

export async function measure(run: () => Promise<unknown>): Promise<Measured> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1_000 };
}

/** The median of several runs, by processor time, after one that is not counted. */
export async function measureBest(times: number, run: () => Promise<unknown>): Promise<Measured> {
  await run();
  const results: Measured[] = [];
  for (let i = 0; i < times; i++) results.push(await measure(run));
  results.sort((a, b) => a.cpuMs - b.cpuMs);
  return results[times >> 1]!;
}

/** Runs `work` `count` times, `writers` at a time. */
export async function inParallel(writers: number, count: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

/** Prints rows under headings, aligned. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((text, i) => Math.max(text.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join("  ");
  console.log(`\n${title}\n${line(head)}`);
  for (const row of rows) console.log(line(row));
}

export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}
