/** A whole GET over HTTP/2 against two servers that differ in flow control alone: priority and fairness, plain limits. */
import { openClient, userFlags, type UserClient } from "./flowcontrol-client.js";
import { median } from "./helpers/quantiles.js";
import { ServerProcess } from "./helpers/server-process.js";

const ROUNDS = 9;
const REQUESTS = 4000;
const IN_FLIGHT = 32;
const OBJECT = "/api/v1/namespaces/default/configmaps/one";

interface Subject {
  readonly server: ServerProcess;
  readonly client: UserClient;
  readonly microseconds: number[];
}

/** Prints CPU time of the server process for one GET, median of rounds that take turns. */
export async function benchWholeRequests(): Promise<void> {
  const flags = ["--storage-backend=memory", ...userFlags()];
  const withAPF = await start("with", flags);
  const without = await start("without", [...flags, "--enable-priority-and-fairness=false"]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of [withAPF, without]) {
      const cost = await load(subject);
      // The first round warms the server up.
      if (round > 0) subject.microseconds.push(cost);
    }
  }
  const [all, rest] = [median(withAPF.microseconds), median(without.microseconds)];
  console.log(`\nA whole GET of a user over HTTP/2 (${IN_FLIGHT} in flight), CPU time of the server process`);
  console.log(`  with priority and fairness   ${all.toFixed(1)} µs`);
  console.log(`  with the plain limits        ${rest.toFixed(1)} µs`);
  console.log(`  difference                   ${(all - rest).toFixed(1)} µs, ${((1 - rest / all) * 100).toFixed(0)}%`);
  for (const { server, client } of [withAPF, without]) {
    client.close();
    await server.stop();
  }
}

async function start(name: string, args: readonly string[]): Promise<Subject> {
  const server = await ServerProcess.start({ name, args });
  const client = await openClient(server.kubeconfig, "mouse", "HTTP/2");
  const body = JSON.stringify({ metadata: { name: "one" }, data: { text: "x".repeat(1000) } });
  await client.request({ method: "POST", path: OBJECT.replace(/\/one$/, ""), body });
  return { server, client, microseconds: [] };
}

/** µs of CPU for each request. */
async function load({ server, client }: Subject): Promise<number> {
  const before = server.cpuMs();
  let left = REQUESTS;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const { status } = await client.request({ path: OBJECT });
      if (status !== 200) throw new Error(`GET ${OBJECT}: ${status}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return ((server.cpuMs() - before) * 1000) / REQUESTS;
}
