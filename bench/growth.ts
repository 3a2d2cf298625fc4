import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { realClock } from "../../apimachinery/clock/index.js";
import { Cacher, EmbeddedBackend } from "../../apiserver/storage/index.js";
import { collectGarbage, inParallel, measure, measureBest, printTable } from "./measure.js";
import { codec, encoded, everything, keyOf, PREFIX } from "./objects.js";

interface GrowthRow {
  readonly startMs: number;
  readonly cacheMs: number;
  readonly bytesPerObject: number;
  readonly encodedBytesPerObject: number;
  readonly pageUs: number;
  readonly getUs: number;
  readonly eventUs: number;
}

const SIZES = [1_000, 10_000, 100_000, 300_000];

/** What more objects cost: each size is filled, and then measured in a process of its own. */
export async function benchGrowth(): Promise<void> {
  const rows: string[][] = [];
  for (const size of SIZES) {
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-growth-"));
    const backend = new EmbeddedBackend({ dir, clock: realClock });
    await backend.start();
    await inParallel(256, size, (i) => backend.create(keyOf(i), encoded(i)));
    await backend.compact(await backend.currentRevision());
    await backend.stop();
    const row = measureInChild(dir, size);
    await rm(dir, { recursive: true });
    const ratio = row.bytesPerObject / row.encodedBytesPerObject;
    rows.push([
      size.toLocaleString("en"),
      row.startMs.toFixed(0),
      row.cacheMs.toFixed(0),
      row.bytesPerObject.toFixed(0),
      `${ratio.toFixed(2)}×`,
      row.pageUs.toFixed(0),
      row.getUs.toFixed(1),
      row.eventUs.toFixed(1),
    ]);
  }
  const head = [
    "objects",
    "start ms",
    "cache ms",
    "B/object",
    "of encoded",
    "page of 500 µs",
    "get µs",
    "update to event µs",
  ];
  printTable("Growth: embedded store with its watch cache (memory: resident, less that of an empty one)", head, rows);
}

function measureInChild(dir: string, size: number): GrowthRow {
  const script = fileURLToPath(new URL("../storage.ts", import.meta.url));
  const args = [...process.execArgv, "--expose-gc", script, "growth-child", dir, String(size)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`measuring ${size} objects failed: ${stderr}`);
  return JSON.parse(stdout) as GrowthRow;
}

/** Prints one row as JSON. */
export async function growthChild(dir: string, size: number): Promise<void> {
  const idleDir = await mkdtemp(join(tmpdir(), "kindsmith-idle-"));
  const idle = new EmbeddedBackend({ dir: idleDir, clock: realClock });
  await idle.start();
  collectGarbage();
  const emptyBytes = process.memoryUsage().rss;
  await idle.stop();
  await rm(idleDir, { recursive: true });

  const backend = new EmbeddedBackend({ dir, clock: realClock });
  const { ms: startMs } = await measure(() => backend.start());
  const stop = new AbortController();
  const cacher = new Cacher({ backend, codec, clock: realClock, prefix: PREFIX, namespaced: true });
  const running = cacher.run(stop.signal);
  const { ms: cacheMs } = await measure(() => cacher.waitReady());
  await cacher.list(PREFIX, { limit: 0, predicate: { empty: false, matches: () => false } });
  collectGarbage();
  const bytesPerObject = (process.memoryUsage().rss - emptyBytes) / size;

  const page = await measureBest(21, () => cacher.list(PREFIX, { limit: 500, predicate: everything }));
  const gets = await measureBest(5, () => inParallel(1, 2_000, (i) => cacher.get(keyOf((i * 7_919) % size))));
  const event = await measureBest(5, () => updateAndSee(cacher, size, stop.signal));
  const row: GrowthRow = {
    startMs,
    cacheMs,
    bytesPerObject,
    encodedBytesPerObject: encoded(size - 1).length,
    pageUs: page.cpuMs * 1_000,
    getUs: gets.cpuMs / 2,
    eventUs: (event.cpuMs / 500) * 1_000,
  };
  stop.abort();
  await running;
  await backend.stop();
  console.log(JSON.stringify(row));
}

/** 500 updates, 50 at a time, until one watcher has seen them. */
async function updateAndSee(cacher: Cacher, size: number, signal: AbortSignal): Promise<void> {
  const { revision } = await cacher.list(PREFIX, { limit: 1, predicate: everything });
  const watch = cacher.watch(PREFIX, {
    predicate: everything,
    allowBookmarks: false,
    resourceVersion: `${revision}`,
    signal,
  });
  const writing = inParallel(50, 500, async (i) => {
    const key = keyOf((i * 31) % size);
    const current = await cacher.get(key);
    await cacher.update(key, encoded(i), current!.revision);
  });
  let seen = 0;
  for await (const batch of watch) {
    seen += batch.length;
    if (seen >= 500) break;
  }
  await writing;
}
