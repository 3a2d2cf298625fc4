/**
 * How long one request of an unkind client keeps a real server from all others: the longest that a health check, asked
 * over and over on another connection, waits meanwhile. Needs `npm run build`. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/http-pauses.ts [--main MAIN] [--only TEXT]`.
 */
import { parseArgs } from "node:util";
import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient, type LoadRequest } from "./helpers/load-client.js";
import { median } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";
import { printTable } from "./storage/measure.js";

const OBJECTS = 10_000;
const ROUNDS = 3;
const AIM_MS = 50;
const MIB = 1024 * 1024;
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const PODS = "/api/v1/namespaces/default/pods";

const { values } = parseArgs({ options: { main: { type: "string" }, only: { type: "string", default: "" } } });
const { main } = values;

interface Case {
  readonly name: string;
  readonly request: LoadRequest;
}

/** As much JSON as a body may have: `count` pieces of what `piece` makes, up to nearly 3 MiB. */
function filled(open: string, piece: (i: number) => string, close: string): string {
  const parts: string[] = [];
  let length = open.length + close.length;
  for (let i = 0; ; i++) {
    const next = piece(i);
    length += next.length + 1;
    if (length > 3 * MIB - 1024) break;
    parts.push(next);
  }
  return `${open}${parts.join(",")}${close}`;
}

const metadata = '"metadata":{"name":"pauses"}';
const configMap = (rest: string): string => `{"apiVersion":"v1","kind":"ConfigMap",${rest}}`;
const post = (path: string, body: string, contentType = "application/json"): LoadRequest => ({
  method: "POST",
  path: `${path}?dryRun=All`,
  body,
  contentType,
});
const patch = (body: string, type: string, query = ""): LoadRequest => ({
  method: "PATCH",
  path: `${CONFIG_MAPS}/patched?dryRun=All${query}`,
  body,
  contentType: `application/${type}`,
});
const read = (query: string): LoadRequest => ({ method: "GET", path: `${new ConfigMaps("reads").path}?${query}` });

const cases: readonly Case[] = [
  { name: "LIST of all", request: read("resourceVersion=0") },
  { name: "LIST by a label that none has", request: read("labelSelector=no%3Dne") },
  {
    name: "LIST by 1,000 labels",
    request: read(`labelSelector=${Array.from({ length: 1000 }, (_, i) => `!l${i}`).join()}`),
  },
  {
    name: "LIST by one of 7,000 values",
    request: read(`labelSelector=app%20in%20(${Array.from({ length: 7_000 }, (_, i) => `v${i}`).join()})`),
  },
  { name: "LIST by a field", request: read("fieldSelector=metadata.name%3Dnone") },
  {
    name: "one data value of 3 MiB",
    request: post(CONFIG_MAPS, configMap(`${metadata},"data":{"a":"${"x".repeat(3 * MIB - 1024)}"}`)),
  },
  {
    name: "many data keys",
    request: post(
      CONFIG_MAPS,
      filled(`{"apiVersion":"v1","kind":"ConfigMap",${metadata},"data":{`, (i) => `"k${i}":""`, "}}"),
    ),
  },
  {
    name: "many labels",
    request: post(
      CONFIG_MAPS,
      filled(
        '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"pauses","labels":{',
        (i) => `"k${i}":""`,
        "}}}",
      ),
    ),
  },
  {
    name: "many unknown fields",
    request: post(
      CONFIG_MAPS,
      filled(`{"apiVersion":"v1","kind":"ConfigMap",${metadata},`, (i) => `"k${i}":0`, "}"),
    ),
  },
  {
    name: "many repeated fields",
    request: post(
      CONFIG_MAPS,
      filled(`{"apiVersion":"v1","kind":"ConfigMap",${metadata},`, () => `"k":0`, "}"),
    ),
  },
  {
    name: "many containers",
    request: post(
      PODS,
      filled(`{"apiVersion":"v1","kind":"Pod",${metadata},"spec":{"containers":[`, (i) => `{"name":"c${i}"}`, "]}}"),
    ),
  },
  {
    name: "many variables of one container",
    request: post(
      PODS,
      filled(
        `{"apiVersion":"v1","kind":"Pod",${metadata},"spec":{"containers":[{"name":"c","image":"i","env":[`,
        (i) => `{"name":"e${i}"}`,
        "]}]}}",
      ),
    ),
  },
  { name: "deep lists", request: post(CONFIG_MAPS, configMap(`${metadata},"x":${"[".repeat(MIB)}${"]".repeat(MIB)}`)) },
  {
    name: "deep objects",
    request: post(CONFIG_MAPS, configMap(`${metadata},"x":${'{"a":'.repeat(400_000)}1${"}".repeat(400_000)}`)),
  },
  { name: "not JSON after 3 MiB", request: post(CONFIG_MAPS, `{"a":"${"x".repeat(3 * MIB - 1024)}`) },
  {
    name: "YAML, many keys",
    request: post(
      CONFIG_MAPS,
      `apiVersion: v1\nkind: ConfigMap\ndata:\n${Array.from({ length: 200_000 }, (_, i) => `  k${i}: ""\n`).join("")}`,
      "application/yaml",
    ),
  },
  {
    name: "YAML, a list of aliases of lists of aliases …",
    request: post(
      CONFIG_MAPS,
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
        "bcdefghij",
        (key) =>
          `${key}: &${key} [${Array<string>(9)
            .fill(`*${String.fromCharCode(key.charCodeAt(0) - 1)}`)
            .join()}]\n`,
      ).join("")}`,
      "application/yaml",
    ),
  },
  { name: "YAML, deep", request: post(CONFIG_MAPS, `a: ${"[".repeat(100_000)}`, "application/yaml") },
  {
    name: "merge patch, many keys",
    request: patch(
      filled('{"data":{', (i) => `"k${i}":""`, "}}"),
      "merge-patch+json",
    ),
  },
  {
    name: "strategic patch, many keys",
    request: patch(
      filled('{"data":{', (i) => `"k${i}":""`, "}}"),
      "strategic-merge-patch+json",
    ),
  },
  {
    name: "strategic patch, many finalizers",
    request: patch(
      filled('{"metadata":{"finalizers":[', (i) => `"a/k${i}"`, "]}}"),
      "strategic-merge-patch+json",
    ),
  },
  {
    name: "JSON patch, 10,000 operations",
    request: patch(
      JSON.stringify(Array.from({ length: 10_000 }, (_, i) => ({ op: "add", path: `/data/k${i}`, value: "x" }))),
      "json-patch+json",
    ),
  },
  {
    name: "JSON patch, doubling copies",
    request: patch(
      JSON.stringify([
        { op: "add", path: "/data/a", value: "x".repeat(1000) },
        ...Array.from({ length: 40 }, (_, i) => ({ op: "copy", from: "/data", path: `/data/c${i}` })),
      ]),
      "json-patch+json",
    ),
  },
  {
    name: "apply, many keys",
    request: patch(
      filled(`{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"patched"},"data":{`, (i) => `"k${i}":""`, "}}"),
      "apply-patch+yaml",
      "&fieldManager=a&force=true",
    ),
  },
];

const server = await ServerProcess.start({ name: "server", ...(main === undefined ? {} : { main }) });
const client = await LoadClient.open(server.kubeconfig);
const watcher = await LoadClient.open(server.kubeconfig);
await new ConfigMaps("reads").fill(client, OBJECTS);
await client.request({
  method: "POST",
  path: CONFIG_MAPS,
  body: configMap('"metadata":{"name":"patched"},"data":{"a":"b"}'),
});

const rows: string[][] = [];
for (const { name, request } of cases.filter(({ name }) => name.includes(values.only))) {
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
