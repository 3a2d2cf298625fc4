/**
 * One elephant (400 lists of 10,000 objects at a time) and those who should not notice it: a mouse (one GET at a time,
 * another user), a scheduler that renews its lease, an administrator. Each one's latency alone and beside the elephant, with
 * priority and fairness and without, over HTTP/2 and HTTP/1.1: read the ratios. Needs the built server (`npm run build`).
 * Run with `node --import=tsx --conditions=kindsmith-source bench/elephant-and-mouse.ts [seconds]`.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  openClient,
  userFlags,
  type Protocol,
  type Answer,
  type Request,
  type User,
  type UserClient,
} from "./flowcontrol-client.js";
import { ConfigMaps } from "./helpers/config-maps.js";
import { LoadClient } from "./helpers/load-client.js";
import { quantile } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";

const OBJECTS = 10_000;
const LISTS = 400;
const SECONDS = Number(process.argv[2] ?? 8);
// Who has to wait this long is not asked for more.
const PATIENCE_MS = 15_000;
const WIDTHS = [12, 9, 13, 9, 12, 11, 10];
const PROTOCOLS: readonly Protocol[] = ["HTTP/2", "HTTP/1.1"];
const maps = new ConfigMaps("zoo");

interface Small {
  readonly name: string;
  readonly user: User;
  /** The next request; `last` is what the one before was answered with. */
  readonly make: (i: number, last: string) => Request;
}

const LEASE = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases";
const SMALL: readonly Small[] = [
  { name: "mouse: GET", user: "mouse", make: (i) => ({ path: maps.get(i % OBJECTS).path }) },
  {
    name: "scheduler: its lease",
    user: "system:kube-scheduler",
    // As leader election renews: at the version it has seen, which it reads first or when it was refused.
    make: (i, last) => {
      const resourceVersion = /"resourceVersion": ?"(\d+)"/.exec(last)?.[1];
      const path = `${LEASE}/kube-scheduler`;
      if (resourceVersion === undefined) return { path, keep: true };
      return { method: "PUT", path, body: lease(i, resourceVersion), keep: true };
    },
  },
  { name: "administrator: GET", user: "admin", make: (i) => ({ path: maps.get(i % OBJECTS).path }) },
];

const role = process.argv[3];
if (role === undefined) await main();
else await beElephant(process.argv[4]!, role as Protocol);

async function main(): Promise<void> {
  console.log(`${LISTS} lists of ${OBJECTS} objects at a time beside single requests, ms`);
  for (const [fair, protocol] of [true, false].flatMap((fair) => PROTOCOLS.map((p) => [fair, p] as const))) {
    const args = ["--storage-backend=memory", ...userFlags(), `--enable-priority-and-fairness=${fair}`];
    const server = await ServerProcess.start({ name: fair ? "fair" : "plain", args });
    const filler = await LoadClient.open(server.kubeconfig);
    await maps.fill(filler, OBJECTS);
    await filler.request({ method: "POST", path: LEASE, body: lease(0, undefined) });
    filler.close();
    await compare(server, protocol, fair);
    await server.stop();
  }
}

async function compare(server: ServerProcess, protocol: Protocol, fair: boolean): Promise<void> {
  console.log(`\n${fair ? "With priority and fairness" : "With the plain limits alone"}, ${protocol}`);
  // Warms up what both phases use.
  await measure(server, protocol, 1);
  const alone = await measure(server, protocol, SECONDS);
  const elephant = fork(fileURLToPath(import.meta.url), [String(SECONDS), protocol, server.kubeconfig]);
  await once(elephant, "message");
  const beside = await measure(server, protocol, SECONDS);
  elephant.send("stop");
  const [{ lists, refused }] = (await once(elephant, "message")) as [{ lists: number; refused: number }];
  await once(elephant, "exit");
  const heads = ["alone p50", "p99", "beside p50", "p99", "p99 ratio", "answered", "refused"];
  console.log(" ".repeat(24) + heads.map((head, i) => head.padStart(WIDTHS[i]!)).join(""));
  SMALL.forEach(({ name }, i) => console.log(line(name, alone[i]!, beside[i]!)));
  console.log(`  elephant: ${(lists / SECONDS).toFixed(1)} lists a second, ${refused} refused`);
}

interface Latencies {
  readonly sorted: readonly number[];
  readonly refused: number;
}

/** Lets each of the small clients ask, one request at a time, all of them side by side. */
async function measure(server: ServerProcess, protocol: Protocol, seconds: number): Promise<readonly Latencies[]> {
  return Promise.all(
    SMALL.map(async ({ user, make }) => {
      const client = await openClient(server.kubeconfig, user, protocol);
      const latencies: number[] = [];
      let [refused, last] = [0, ""];
      const end = performance.now() + seconds * 1000;
      for (let i = 0; performance.now() < end; i++) {
        const sent = performance.now();
        const answer = await within(client, make(i, last));
        if (answer.status === 200) {
          latencies.push(performance.now() - sent);
          last = answer.text;
        } else {
          refused++;
          last = "";
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        // As a client does that has something else to do: nobody but the elephant is to load the server.
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      client.close();
      return { sorted: latencies.sort((a, b) => a - b), refused };
    }),
  );
}

/** The answer; status 0 when there was none in time. */
async function within(client: UserClient, request: Request): Promise<Answer> {
  const none = { status: 0, bytes: 0, text: "" };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => (timer = setTimeout(() => resolve(none), PATIENCE_MS)));
  const answer = await Promise.race([client.request(request).catch(() => none), late]);
  clearTimeout(timer);
  return answer;
}

function line(name: string, alone: Latencies, beside: Latencies): string {
  const at = ({ sorted }: Latencies, q: number): number => (sorted.length === 0 ? NaN : quantile(sorted, q));
  const ms = [at(alone, 0.5), at(alone, 0.99), at(beside, 0.5), at(beside, 0.99)];
  const cells = [
    ...ms.map((value) => (Number.isNaN(value) ? "-" : value.toFixed(2))),
    Number.isNaN(ms[3]) ? "-" : `${(ms[3]! / ms[1]!).toFixed(1)}x`,
    String(beside.sorted.length),
    String(beside.refused),
  ];
  return `  ${name.padEnd(22)}${cells.map((cell, i) => cell.padStart(WIDTHS[i]!)).join("")}`;
}

/** The child process: keeps its lists going until told to stop, and says how many came through. */
async function beElephant(kubeconfig: string, protocol: Protocol): Promise<void> {
  // As client libraries do: a connection for each hundred requests.
  const clients = await Promise.all(Array.from({ length: 4 }, () => openClient(kubeconfig, "elephant", protocol)));
  let [lists, refused, stopped] = [0, 0, false];
  const work = async (i: number): Promise<void> => {
    while (!stopped) {
      const { status } = await clients[i % clients.length]!.request({ path: `${maps.path}?resourceVersion=0` });
      if (status === 200) lists++;
      else {
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  for (let i = 0; i < LISTS; i++) work(i).catch(() => undefined);
  setTimeout(() => process.send!("running"), 500);
  await once(process, "message");
  stopped = true;
  process.send!({ lists, refused }, () => process.exit(0));
}

function lease(i: number, resourceVersion: string | undefined): string {
  const renewTime = `2026-01-01T00:00:00.${String(i % 1_000_000).padStart(6, "0")}Z`;
  const spec = { holderIdentity: "bench", leaseDurationSeconds: 15, renewTime };
  return JSON.stringify({
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: "kube-scheduler", namespace: "kube-system", resourceVersion },
    spec,
  });
}
