import { realClock } from "../../apimachinery/clock/index.js";
import { Cacher, DirectStorage, type ListQuery, type ResourceStorage } from "../../apiserver/storage/index.js";
import { backendMakers } from "./backends.js";
import { inParallel, measureBest, printTable } from "./measure.js";
import { codec, encoded, everything, keyOf, PREFIX, rare } from "./objects.js";

const OBJECTS = 10_000;

const QUERIES: readonly { readonly name: string; readonly query: ListQuery }[] = [
  { name: "list of 10,000, any age", query: { limit: 0, predicate: everything, resourceVersion: "0" } },
  { name: "list of 10,000, newest", query: { limit: 0, predicate: everything } },
  { name: "page of 500, newest", query: { limit: 500, predicate: everything } },
  { name: "selector of 1%, newest", query: { limit: 0, predicate: rare } },
];

/** Lists from the watch cache against lists from the store below it. */
export async function benchReads(): Promise<void> {
  const rows: string[][] = [];
  for (const make of backendMakers()) {
    const { name, backend, close } = await make();
    await inParallel(64, OBJECTS, (i) => backend.create(keyOf(i), encoded(i)));
    const stop = new AbortController();
    const cacher = new Cacher({ backend, codec, clock: realClock, prefix: PREFIX, namespaced: true });
    const running = cacher.run(stop.signal);
    await cacher.waitReady();
    const direct = new DirectStorage({ backend, codec, clock: realClock });
    for (const { name: what, query } of QUERIES) {
      const time = async (storage: ResourceStorage): Promise<number> =>
        (await measureBest(7, () => storage.list(PREFIX, query))).cpuMs;
      const [cached, stored] = [await time(cacher), await time(direct)];
      rows.push([`${name}: ${what}`, cached.toFixed(2), stored.toFixed(2), `${(stored / cached).toFixed(1)}×`]);
    }
    stop.abort();
    await running;
    await close();
  }
  printTable("Lists up to the objects' bytes, ms of processor time", ["", "cache", "store", "store/cache"], rows);
}
