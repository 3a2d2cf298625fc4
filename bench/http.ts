/**
 * What requests cost a real server process on the embedded store, beside the project's aims and what kube-apiserver 1.36
 * took for the same. Needs `npm run build`. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/http.ts [--rounds N] [--only TEXT,…] [--flags "--a --b"]`.
 *
 * `--against MAIN` (with `--against-flags`) measures another build, or this one with other flags, in turns with the first:
 * what else the machine does meets both alike, and the last column is the ratio of the first to the other. `--main` is
 * the build to measure instead of the one in dist/.
 */
import { parseArgs } from "node:util";
import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient } from "./helpers/load-client.js";
import { median, quantile } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";
import { benchFanOut } from "./http-fan-out.js";
import { requestBenches, type RequestBench, type Target } from "./http-requests.js";
import { printTable } from "./storage/measure.js";

const OBJECTS = 10_000;
const STARTS = 5;
const SETTLE_MS = 1_500;
const FAN_OUT_AIM = { aim: 3, go: 16 };

const { values } = parseArgs({
  options: {
    main: { type: "string" },
    flags: { type: "string", default: "" },
    against: { type: "string" },
    "against-flags": { type: "string" },
    rounds: { type: "string", default: "12" },
    only: { type: "string", default: "" },
  },
});
const rounds = Number(values.rounds);
const wordsOf = (text: string): string[] => text.split(" ").filter((word) => word !== "");

/** What one server took in each round. */
interface Series {
  readonly cpuMicros: number[];
  readonly perSecond: number[];
  readonly p50: number[];
  readonly p99: number[];
}

const only = values.only.toLowerCase().split(",");
const wanted = (name: string): boolean => only.some((text) => name.toLowerCase().includes(text));
if (wanted("start")) await benchStart();
const servers = await startServers();
const targets: Target[] = [];
for (const server of servers) targets.push(await fill(server));
const head = ["", "µs CPU", "aim", "Go", "times Go", "/s", "p50 ms", "p99 ms", ...(values.against ? ["ratio"] : [])];
const rows: string[][] = [];
for (const row of await benchRequests(requestBenches.filter(({ name }) => wanted(name)))) rows.push(row);
if (wanted("watch fan-out")) rows.push(await benchDeliveries());
printTable(`${OBJECTS.toLocaleString("en")} ConfigMaps of 1.2 KB`, head, rows);
for (const { client } of targets) client.close();
await Promise.all(servers.map((server) => server.stop()));

async function startServers(): Promise<ServerProcess[]> {
  const { main, flags, against, "against-flags": otherFlags = flags } = values;
  const servers = [
    await ServerProcess.start({ name: "this build", args: wordsOf(flags), ...(main === undefined ? {} : { main }) }),
  ];
  if (against !== undefined) {
    servers.push(await ServerProcess.start({ name: "the other build", main: against, args: wordsOf(otherFlags) }));
  }
  return servers;
}

/** Time to serve, and memory a moment later. */
async function benchStart(): Promise<void> {
  const results = new Map<string, { readonly startMs: number[]; readonly cpuMs: number[]; readonly mib: number[] }>();
  for (let i = 0; i < STARTS; i++) {
    for (const server of await startServers()) {
      const result = results.get(server.name) ?? { startMs: [], cpuMs: [], mib: [] };
      result.cpuMs.push(server.cpuMs());
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      results.set(server.name, result);
      result.startMs.push(server.startMs);
      result.mib.push(server.residentMiB());
      await server.stop();
    }
  }
  const rows = [...results].map(([name, { startMs, cpuMs, mib }]) => [
    name,
    (median(startMs) / 1000).toFixed(2),
    (median(cpuMs) / 1000).toFixed(2),
    median(mib).toFixed(0),
  ]);
  rows.push(["aim", "0.50", "", "150"], ["kube-apiserver 1.36", "1.7–2.2", "", "268"]);
  printTable(`Start on an empty store, median of ${STARTS}`, ["", "s", "CPU s", "MiB idle"], rows);
}

async function fill(server: ServerProcess): Promise<Target> {
  const client = await LoadClient.open(server.kubeconfig);
  const objects = new ConfigMaps("reads");
  await objects.fill(client, OBJECTS);
  const written = new ConfigMaps("writes");
  await written.fill(client, 0);
  return { server, client, objects, count: OBJECTS, written, versions: [] };
}

/** Round by round, so that the writes of a round find what those before it made; the first two rounds warm up. */
async function benchRequests(benches: readonly RequestBench[]): Promise<string[][]> {
  const results = benches.map(() => targets.map(newSeries));
  for (let round = -2; round < rounds; round++) {
    for (const [b, bench] of benches.entries()) {
      for (const [t, target] of targets.entries()) {
        await bench.prepare?.(target, round + 2);
        const cpu = target.server.cpuMs();
        const { requests, seconds, latencies } = await bench.run(target, round + 2);
        const cpuMs = target.server.cpuMs() - cpu;
        if (round < 0) continue;
        const series = results[b]![t]!;
        series.cpuMicros.push((cpuMs * 1000) / bench.units);
        series.perSecond.push(Math.max(requests, bench.units) / seconds);
        series.p50.push(quantile(latencies, 0.5));
        series.p99.push(quantile(latencies, 0.99));
      }
    }
  }
  return benches.map((bench, i) => rowOf(bench, results[i]!));
}

async function benchDeliveries(): Promise<string[]> {
  const results = targets.map(newSeries);
  for (let round = -1; round < 3; round++) {
    for (const [t, { server }] of targets.entries()) {
      const { cpuMicros, deliveriesPerSecond, latencies } = await benchFanOut(server, round + 1);
      if (round < 0) continue;
      const series = results[t]!;
      series.cpuMicros.push(cpuMicros);
      series.perSecond.push(deliveriesPerSecond);
      series.p50.push(quantile(latencies, 0.5));
      series.p99.push(quantile(latencies, 0.99));
    }
  }
  return rowOf({ name: "watch fan-out, a delivery", ...FAN_OUT_AIM }, results);
}

function newSeries(): Series {
  return { cpuMicros: [], perSecond: [], p50: [], p99: [] };
}

function rowOf(
  { name, aim, go }: { readonly name: string; readonly aim: number; readonly go: number },
  [own, other]: readonly Series[],
): string[] {
  const cpu = median(own!.cpuMicros);
  return [
    name,
    micros(cpu),
    micros(aim),
    micros(go),
    (go / cpu).toFixed(1),
    Math.round(median(own!.perSecond)).toLocaleString("en"),
    median(own!.p50).toFixed(2),
    median(own!.p99).toFixed(2),
    // Of each pair of rounds, which met the same conditions.
    ...(other === undefined ? [] : [median(own!.cpuMicros.map((value, i) => value / other.cpuMicros[i]!)).toFixed(2)]),
  ];
}

function micros(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
