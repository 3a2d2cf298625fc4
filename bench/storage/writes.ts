import { backendMakers } from "./backends.js";
import { inParallel, measure, printTable } from "./measure.js";
import { encoded, keyOf } from "./objects.js";

const RUNS = [
  { writers: 1, count: 1_000 },
  { writers: 16, count: 6_000 },
  { writers: 128, count: 20_000 },
];

/** Durable creates and reads of one key, backend against backend. */
export async function benchWrites(): Promise<void> {
  const rows: string[][] = [];
  for (const make of backendMakers()) {
    const { name, backend, close } = await make();
    let made = 0;
    for (const { writers, count } of RUNS) {
      const base = made;
      const { ms, cpuMs } = await measure(() =>
        inParallel(writers, count, (i) => backend.create(keyOf(base + i), encoded(base + i))),
      );
      made += count;
      rows.push([`${name}, ${writers}`, (count / (ms / 1_000)).toFixed(0), ((cpuMs / count) * 1_000).toFixed(0)]);
    }
    const reads = await measure(() => inParallel(16, 10_000, (i) => backend.get(keyOf(i))));
    rows.push([
      `${name}, get by 16`,
      (10_000 / (reads.ms / 1_000)).toFixed(0),
      ((reads.cpuMs / 10_000) * 1_000).toFixed(0),
    ]);
    await close();
  }
  printTable(
    "Creates of 1.2 KB, durable; processor time of this process only",
    ["backend, writers", "per s", "µs each"],
    rows,
  );
}
