/**
 * Watch fan-out of a built server (`npm run build`): one writer, many watchers of all ConfigMaps of a namespace, over
 * HTTP/2 (20 watches on a connection) or HTTP/1.1. Prints the server's processor time for each event and watcher, and
 * how long after its request an object's event is at a watcher. Reads /proc: Linux only. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/watch.ts [WATCHERS…]`.
 */
import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient } from "./helpers/load-client.js";
import { quantile } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";
import { printTable } from "./storage/measure.js";

const WATCHERS = [1_000, 5_000];
const WATCHES_PER_CONNECTION = 20;
const LINE_FEED = 0x0a;

interface Course {
  readonly name: string;
  /** With 1,000 watchers; more watchers get fewer, so that one client can read them. */
  readonly events: number;
  /** Writes under way at a time. */
  readonly inFlight: number;
}

const COURSES: readonly Course[] = [
  { name: "one write after another", events: 150, inFlight: 1 },
  { name: "16 writes at a time", events: 600, inFlight: 16 },
];

async function fanOut(server: ServerProcess, watchers: number, course: Course, round: number): Promise<string[]> {
  const objects = new ConfigMaps(`fan-out-${round}`);
  const writer = await LoadClient.open(server.kubeconfig);
  await writer.request(objects.createNamespace());
  const clients = await Promise.all(
    Array.from({ length: watchers / WATCHES_PER_CONNECTION }, () => LoadClient.open(server.kubeconfig)),
  );
  const sent = new Float64Array(course.events);
  const latencies = new Float64Array(course.events * watchers);
  let delivered = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const watch = (client: LoadClient): Promise<void> => {
    let seen = 0;
    return client.watch(`${objects.path}?watch=1&resourceVersion=0`, (chunk) => {
      const now = performance.now();
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
        // Events come in the order of the writes, or nearly so with many under way.
        latencies[delivered++] = now - sent[seen++]!;
      }
      if (delivered === latencies.length) finish();
    });
  };
  for (const client of clients) await Promise.all(Array.from({ length: WATCHES_PER_CONNECTION }, () => watch(client)));

  const cpu = server.cpuMs();
  await writer.load({ count: course.events, inFlight: course.inFlight }, (i) => {
    sent[i] = performance.now();
    return objects.create(i);
  });
  await finished;
  const each = ((server.cpuMs() - cpu) * 1_000) / latencies.length;
  for (const client of [...clients, writer]) client.close();
  latencies.sort();
  const ms = (q: number): string => quantile(latencies, q).toFixed(0);
  return [`${watchers.toLocaleString("en")} watchers, ${course.name}`, each.toFixed(2), ms(0.5), ms(0.99)];
}

const wanted = process.argv.slice(2).map(Number);
const server = await ServerProcess.start({ name: "kindsmith" });
const rows: string[][] = [];
let round = 0;
for (const watchers of wanted.length > 0 ? wanted : WATCHERS) {
  for (const course of COURSES) {
    // Once for the optimiser.
    await fanOut(server, Math.min(watchers, 1_000), { ...course, events: 200 }, round++);
    const events = Math.min(course.events, Math.round((course.events * 1_000) / watchers));
    rows.push(await fanOut(server, watchers, { ...course, events }, round++));
  }
}
await server.stop();
printTable("Watch fan-out over HTTP/2", ["", "µs an event and watcher", "p50 ms", "p99 ms"], rows);
