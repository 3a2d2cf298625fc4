import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isNotFound } from "../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { etcdMissing } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { RESTClient, TransportError } from "../../client/rest/index.js";
import { eventually } from "../e2e/harness.js";
import { addressOf, Cluster } from "./cluster.js";
import { HAProxy, haproxyMissing } from "./haproxy.js";
import { Ledger, numberOf } from "./ledger.js";
import { SteadyWatcher } from "./steady-watcher.js";
import { CONFIG_MAPS, SteadyWriter } from "./steady-writer.js";

const SERVERS = 3;
const WRITERS = 3;
// Of the balancer, known from --tls-sans alone.
const NAME = "api.example.test";
const ROUND_WRITES = 40;

const skip = etcdMissing ?? haproxyMissing ?? false;
let cluster: Cluster;
let balancer: HAProxy;
/** One for each server, and not by way of the balancer. */
let direct: RESTClient[];

before(async () => {
  if (skip !== false) return;
  // Longer than the balancer needs to see that a server is not ready.
  cluster = await Cluster.start(SERVERS, [`--tls-sans=${NAME}`, "--shutdown-delay-duration=3s"]);
  balancer = await HAProxy.start(
    cluster.servers.map(({ url }) => url),
    cluster.caFile,
  );
  direct = cluster.servers.map(({ url }) => new RESTClient(cluster.configFor(url)));
});
after(async () => {
  for (const client of direct ?? []) client.close();
  await balancer?.stop();
  await cluster?.cleanUp();
});

/** Reads at each server that answers, and counts how many do. Without a resourceVersion: the newest state for certain. */
class Reader {
  reads = 0;

  async verify(name: string, n: number): Promise<void> {
    await Promise.all(
      direct.map(async (client) => {
        try {
          const object = await client.request<KubeObject>({ ...CONFIG_MAPS, method: "GET", name });
          assert.equal(numberOf(object), n, `${name}, read after its write`);
          this.reads++;
        } catch (err) {
          // A server that is down, or goes down.
          if (!(err instanceof TransportError) && !isNotReady(err)) throw err;
        }
      }),
    );
  }
}

function isNotReady(err: unknown): boolean {
  return !isNotFound(err) && err instanceof Error && "status" in err;
}

test(
  "servers are killed and restarted one after another: nothing is lost, doubled or missed",
  { skip, timeout: 180_000 },
  async (t) => {
    const ledger = new Ledger();
    const reader = new Reader();
    const failures: string[] = [];
    const config = cluster.configFor(balancer.url, NAME);
    const watcher = new SteadyWatcher(config, ledger);
    await eventually("the balancer has found the servers", async () => {
      await watcher.begin();
      return true;
    });
    const stop = new AbortController();
    const watching = watcher.run(stop.signal);
    let stopped = false;
    const writing = Promise.all(
      Array.from({ length: WRITERS }, (_, id) =>
        new SteadyWriter({
          id,
          config,
          ledger,
          readBack: (name, n) => reader.verify(name, n),
          onFailure: (what) => void failures.push(what),
        }).run(() => stopped),
      ),
    );
    // A failed assertion of theirs ends the test at once.
    const alive = Promise.race([watching, writing]).then(() =>
      assert.ok(stopped, "the clients have ended before the test"),
    );
    const someWrites = async (): Promise<void> => {
      const wanted = ledger.writes + ROUND_WRITES;
      await eventually("writes go on", () => Promise.resolve(ledger.writes >= wanted ? true : undefined));
    };
    const rounds = async (): Promise<void> => {
      await someWrites();
      for (const server of cluster.servers) {
        await server.kill();
        await someWrites();
        await server.restart();
        await someWrites();
      }
      t.diagnostic(`${failures.length} requests failed while servers were killed`);
      failures.length = 0;
      for (const [i, server] of cluster.servers.entries()) {
        await eventually("all servers are in the endpoints", async () =>
          (await endpoints()).length === SERVERS ? true : undefined,
        );
        const stopping = server.stop();
        if (i === 0) await servesWithoutBeingReady(direct[0]!);
        await eventually("it leaves the endpoints", async () =>
          (await endpoints()).includes(addressOf(i)) ? undefined : true,
        );
        assert.equal(await stopping, 0, server.log());
        await someWrites();
        await server.restart();
        await someWrites();
      }
      assert.deepEqual(failures, [], "a rolling restart drops nothing");
    };
    const endpoints = async (): Promise<readonly string[]> => {
      const client = new RESTClient(config);
      try {
        const spec = { ...CONFIG_MAPS, resource: "endpoints", method: "GET", name: "kubernetes" } as const;
        const { subsets = [] } = await client.request<KubeObject & { subsets?: { addresses?: { ip: string }[] }[] }>(
          spec,
        );
        return subsets.flatMap(({ addresses = [] }) => addresses.map(({ ip }) => ip));
      } finally {
        client.close();
      }
    };
    try {
      await Promise.race([rounds(), alive]);
      stopped = true;
      await writing;
      // A last write tells how far the watch has to come: deletions have no versions of their own.
      const last = await direct[0]!.request<KubeObject>({
        ...CONFIG_MAPS,
        method: "POST",
        body: { metadata: { name: "last" }, data: { n: "0" } },
      });
      ledger.noteWrite("last", 0, last.metadata.resourceVersion ?? "");
      await eventually("the watch has seen everything", () => Promise.resolve(ledger.caughtUp ? true : undefined));
      ledger.verifyWatched();
      for (const client of direct) {
        const list = await client.request<KubeObject & { items: KubeObject[] }>({ ...CONFIG_MAPS, method: "GET" });
        ledger.verifyList(list.items.filter(({ metadata }) => metadata.name !== "kube-root-ca.crt"));
      }
      t.diagnostic(
        `${ledger.writes} writes of ${ledger.objects} objects, ${reader.reads} reads, ${watcher.watches} watches`,
      );
      assert.ok(watcher.watches > 1 && reader.reads > ledger.writes, "the clients have met several servers");
    } finally {
      stopped = true;
      stop.abort(new Error("the test is over"));
      await Promise.allSettled([watching, writing]);
    }
  },
);

/** From the first moment of a stop a server is not ready, and answers requests all the same. */
async function servesWithoutBeingReady(client: RESTClient): Promise<void> {
  await eventually("it is not ready any more", async () => {
    const { status, body } = await client.requestRaw({ method: "GET", absolutePath: "/readyz" });
    if (status === 200) return undefined;
    assert.match(body.toString(), /\[-\]shutdown failed/);
    return true;
  });
  assert.equal((await client.requestRaw({ method: "GET", absolutePath: "/livez" })).status, 200);
  assert.equal((await client.requestRaw({ ...CONFIG_MAPS, method: "GET" })).status, 200);
}
