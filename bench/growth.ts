/**
 * What more objects cost, with the embedded store and its watch cache: time to start, memory for each object, a page of a
 * list, a get, an update up to its event. Each size is filled, and then measured in a process of its own. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/growth.ts [SIZE…]`.
 */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { realClock } from "../apimachinery/clock/index.js";
import { Cacher, EmbeddedBackend } from "../apiserver/storage/index.js";
import { collectGarbage, inParallel, measure, measureBest, printTable } from "./storage/measure.js";
import { codec, encoded, everything, keyOf, PREFIX } from "./storage/objects.js";

interface GrowthRow {
  /** Processor time of all threads until the store is open; `cacheMs`: from then until the cache is filled. */
  readonly startMs: number;
  readonly cacheMs: number;
  /** Heap and buffers of the server's thread, after a collection, less what they are without objects. */
  readonly heldBytes: number;
  /** The same of the whole process' resident memory: SQLite's page cache and the collector's reserve are in it. */
  readonly residentBytes: number;
  readonly encodedBytesPerObject: number;
  readonly pageUs: number;
  readonly getUs: number;
  readonly eventUs: number;
}

const SIZES = [1_000, 10_000, 100_000, 300_000];

async function benchGrowth(sizes: readonly number[]): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-growth-"));
    const backend = new EmbeddedBackend({ dir, clock: realClock });
    await backend.start();
    await inParallel(256, size, (i) => backend.create(keyOf(i), encoded(i)));
    await backend.compact(await backend.currentRevision());
    await backend.stop();
    const row = measureInChild(dir, size);
    await rm(dir, { recursive: true });
    const ofEncoded = (bytes: number): string => `${(bytes / size / row.encodedBytesPerObject).toFixed(2)}×`;
    rows.push([
      size.toLocaleString("en"),
      row.startMs.toFixed(0),
      row.cacheMs.toFixed(0),
      (row.heldBytes / size).toFixed(0),
      ofEncoded(row.heldBytes),
      ofEncoded(row.residentBytes),
      row.pageUs.toFixed(0),
      row.getUs.toFixed(1),
      row.eventUs.toFixed(1),
    ]);
  }
  const head = [
    "objects",
    "start CPU ms",
    "cache CPU ms",
    "B/object",
    "of encoded",
    "resident",
    "page of 500 µs",
    "get µs",
    "update to event µs",
  ];
  printTable("Growth: embedded store with its watch cache", head, rows);
}

function measureInChild(dir: string, size: number): GrowthRow {
  const script = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, "--expose-gc", script, "child", dir, String(size)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`measuring ${size} objects failed: ${stderr}`);
  return JSON.parse(stdout) as GrowthRow;
}

/** Prints one row as JSON. */
async function child(dir: string, size: number): Promise<void> {
  const idleDir = await mkdtemp(join(tmpdir(), "kindsmith-idle-"));
  const idle = new EmbeddedBackend({ dir: idleDir, clock: realClock });
  await idle.start();
  const empty = memory();
  await idle.stop();
  await rm(idleDir, { recursive: true });

  const backend = new EmbeddedBackend({ dir, clock: realClock });
  const { cpuMs: startMs } = await measure(() => backend.start());
  const stop = new AbortController();
  const cacher = new Cacher({ backend, codec, clock: realClock, prefix: PREFIX, namespaced: true });
  const running = cacher.run(stop.signal);
  const { cpuMs: cacheMs } = await measure(() => cacher.waitReady());
  await cacher.list(PREFIX, { limit: 0, predicate: { empty: false, matches: () => false } });
  const full = memory();

  const page = await measureBest(21, () => cacher.list(PREFIX, { limit: 500, predicate: everything }));
  const gets = await measureBest(5, () => inParallel(1, 2_000, async (i) => cacher.get(keyOf((i * 7_919) % size))));
  const event = await measureBest(5, () => updateAndSee(cacher, size, stop.signal));
  const row: GrowthRow = {
    startMs,
    cacheMs,
    heldBytes: full.held - empty.held,
    residentBytes: full.resident - empty.resident,
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

function memory(): { readonly held: number; readonly resident: number } {
  // What finalizers let go of is collected by the second one.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

const [first, ...rest] = process.argv.slice(2);
if (first === "child") await child(rest[0]!, Number(rest[1]));
else await benchGrowth(first === undefined ? SIZES : [first, ...rest].map(Number));
