import { realClock } from "../../apimachinery/clock/index.js";
import { Cacher, MemoryBackend } from "../../apiserver/storage/index.js";
import { measure, printTable } from "./measure.js";
import { codec, encoded, everything, keyOf, PREFIX } from "./objects.js";

const EVENTS = 200;

/** One event to many watchers, as far as the watchers' queues: what the cache adds to each delivery. */
export async function benchFanOut(): Promise<void> {
  const rows: string[][] = [];
  for (const watchers of [1_000, 5_000]) {
    for (const [scope, prefix] of [
      ["all namespaces", PREFIX],
      ["other namespaces", `${PREFIX}elsewhere/`],
    ] as const) {
      const backend = new MemoryBackend({ clock: realClock });
      await backend.start();
      const stop = new AbortController();
      const cacher = new Cacher({ backend, codec, clock: realClock, prefix: PREFIX, namespaced: true });
      const running = cacher.run(stop.signal);
      await cacher.waitReady();
      let delivered = 0;
      const readers = Array.from({ length: watchers }, () =>
        readAll(cacher, prefix, stop.signal, (count) => (delivered += count)),
      );
      await new Promise((resolve) => setImmediate(resolve));
      const wanted = prefix === PREFIX ? EVENTS * watchers : 0;
      const { cpuMs } = await measure(async () => {
        for (let i = 0; i < EVENTS; i++) {
          await backend.create(keyOf(i), encoded(i));
          await new Promise((resolve) => setImmediate(resolve));
        }
        while (delivered < wanted) await new Promise((resolve) => setImmediate(resolve));
      });
      const each = (cpuMs / EVENTS / watchers) * 1_000;
      rows.push([`${watchers} watchers of ${scope}`, ((cpuMs / EVENTS) * 1_000).toFixed(0), each.toFixed(3)]);
      stop.abort();
      await Promise.all([running, ...readers]);
      await backend.stop();
    }
  }
  printTable("Watch fan-out within the cache", ["", "µs an event", "µs a watcher"], rows);
}

async function readAll(
  cacher: Cacher,
  prefix: string,
  signal: AbortSignal,
  onEvents: (count: number) => void,
): Promise<void> {
  const query = { predicate: everything, allowBookmarks: false, resourceVersion: "0", signal };
  try {
    for await (const batch of cacher.watch(prefix, query)) onEvents(batch.length);
  } catch (err) {
    if (!signal.aborted) throw err;
  }
}
