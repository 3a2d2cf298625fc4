import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient } from "./helpers/load-client.js";
import type { ServerProcess } from "./helpers/server-process.js";

const WATCHERS = 1000;
const WATCHES_PER_CONNECTION = 20;
const EVENTS = 100;
const LINE_FEED = 0x0a;

export interface FanOut {
  /** µs of the server's processor time for each event and watcher, the creation of the object included. */
  readonly cpuMicros: number;
  readonly deliveriesPerSecond: number;
  /** Milliseconds from the request that makes an object to its event at each watcher, sorted. */
  readonly latencies: Float64Array;
}

/** Objects made one after another, each seen by 1,000 watchers, 20 on a connection. */
export async function benchFanOut(server: ServerProcess, round: number): Promise<FanOut> {
  const objects = new ConfigMaps(`fan-out-${round}`);
  const writer = await LoadClient.open(server.kubeconfig);
  await writer.request(objects.createNamespace());
  const clients = await Promise.all(
    Array.from({ length: WATCHERS / WATCHES_PER_CONNECTION }, () => LoadClient.open(server.kubeconfig)),
  );
  const sent = new Float64Array(EVENTS);
  const latencies = new Float64Array(EVENTS * WATCHERS);
  let delivered = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const watch = (client: LoadClient): Promise<void> => {
    let seen = 0;
    return client.watch(`${objects.path}?watch=1&resourceVersion=0`, (chunk) => {
      const now = performance.now();
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
        latencies[delivered++] = now - sent[seen++]!;
      }
      if (delivered === latencies.length) finish();
    });
  };
  for (const client of clients) await Promise.all(Array.from({ length: WATCHES_PER_CONNECTION }, () => watch(client)));

  const cpu = server.cpuMs();
  const begun = performance.now();
  for (let i = 0; i < EVENTS; i++) {
    sent[i] = performance.now();
    const { status } = await writer.request(objects.create(i));
    if (status !== 201) throw new Error(`creating an object: ${status}`);
  }
  await finished;
  const seconds = (performance.now() - begun) / 1000;
  const cpuMicros = ((server.cpuMs() - cpu) * 1000) / latencies.length;
  for (const client of [...clients, writer]) client.close();
  return { cpuMicros, deliveriesPerSecond: latencies.length / seconds, latencies: latencies.sort() };
}
