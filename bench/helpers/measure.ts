/** One thing that is measured: it gets a different object each time, so that no one shape is special. */
export interface Subject {
  readonly name: string;
  readonly run: (i: number) => unknown;
}

interface Result {
  readonly name: string;
  readonly nsPerRun: number;
}

// Long enough for the optimiser to settle, and for a pause of the collector not to show.
const WARM_UP_MS = 150;
const ROUND_MS = 120;
const ROUNDS = 7;
const BATCH = 64;

/**
 * Measures all subjects in turns, so that what else the machine does meets each of them alike, and prints the best
 * round of each with its ratio to the first, the baseline.
 */
export function compare(title: string, subjects: readonly [Subject, ...Subject[]]): void {
  for (const subject of subjects) timed(subject, WARM_UP_MS);
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of subjects) {
      best.set(subject.name, Math.min(best.get(subject.name) ?? Number.POSITIVE_INFINITY, timed(subject, ROUND_MS)));
    }
  }
  print(
    title,
    subjects.map(({ name }) => ({ name, nsPerRun: best.get(name)! })),
  );
}

/** Nanoseconds for one run. */
function timed(subject: Subject, forMs: number): number {
  const start = performance.now();
  let runs = 0;
  let now = start;
  while (now - start < forMs) {
    for (let i = 0; i < BATCH; i++) keep(subject.run(runs + i));
    runs += BATCH;
    now = performance.now();
  }
  return ((now - start) * 1e6) / runs;
}

let kept: unknown;

/** Uses a result, so that making it cannot be optimised away. */
function keep(value: unknown): void {
  kept = value;
}

function print(title: string, results: readonly Result[]): void {
  const [baseline] = results as readonly [Result, ...Result[]];
  console.log(`\n${title} (against ${baseline.name})`);
  for (const { name, nsPerRun } of results) {
    const perSecond = Math.round(1e9 / nsPerRun).toLocaleString("en-US");
    const ratio = (baseline.nsPerRun / nsPerRun).toFixed(1);
    console.log(
      `  ${name.padEnd(34)} ${perSecond.padStart(12)}/s  ${(nsPerRun / 1000).toFixed(3).padStart(8)} µs  ${ratio.padStart(6)}x`,
    );
  }
  if (kept === results) throw new Error("unreachable: results are never measured");
}
