/**
 * How long one request of an unkind client keeps a real server from all others: the longest that a health check, asked
 * over and over on another connection, waits meanwhile. Needs `npm run build`. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/http-pauses.ts [--main MAIN] [--only TEXT]`.
 */
import { parseArgs } from "node:util";
import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient } from "./helpers/load-client.js";
import { median } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";
import { UNKIND_REQUESTS } from "./helpers/unkind-requests.js";
import { printTable } from "./storage/measure.js";

const OBJECTS = 10_000;
const ROUNDS = 3;
const AIM_MS = 50;

const { values } = parseArgs({ options: { main: { type: "string" }, only: { type: "string", default: "" } } });
const { main } = values;

const server = await ServerProcess.start({ name: "server", ...(main === undefined ? {} : { main }) });
const client = await LoadClient.open(server.kubeconfig);
const watcher = await LoadClient.open(server.kubeconfig);
await new ConfigMaps("reads").fill(client, OBJECTS);
await client.request({
  method: "POST",
  path: "/api/v1/namespaces/default/configmaps",
  body: JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "patched" }, data: { a: "b" } }),
});

const rows: string[][] = [];
for (const { name, request } of UNKIND_REQUESTS.filter(({ name }) => name.includes(values.only))) {
  const waits: number[] = [];
  const cpus: number[] = [];
  let status = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const cpu = server.cpuMs();
    const measured = await longestWait(() => client.request(request));
    cpus.push(server.cpuMs() - cpu);
    waits.push(measured.waitMs);
    status = measured.status;
  }
  rows.push([
    name,
    String(status),
    median(cpus).toFixed(0),
    median(waits).toFixed(0),
    median(waits) > AIM_MS ? "above the aim" : "",
  ]);
}
printTable(`Others wait, median of ${ROUNDS}; the aim is ${AIM_MS} ms`, ["", "status", "CPU ms", "wait ms", ""], rows);
client.close();
watcher.close();
await server.stop();

/** Runs `work` while another client asks for the server's health, one request after another. */
async function longestWait(
  work: () => Promise<{ readonly status: number }>,
): Promise<{ waitMs: number; status: number }> {
  let waitMs = 0;
  let status: number | undefined;
  const done = work().then((answer) => (status = answer.status));
  while (status === undefined) {
    const asked = performance.now();
    await watcher.request({ method: "GET", path: "/livez" });
    waitMs = Math.max(waitMs, performance.now() - asked);
  }
  return { waitMs, status: await done };
}
