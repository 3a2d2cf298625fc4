/**
 * The built server (`npm run build`) in a process of its own, killed again and again while clients write and watch: what
 * was acknowledged is there, nothing is half there, revisions never go back, and a watch goes on with the next event.
 */
import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import test, { type TestContext } from "node:test";
import { etcdMissing, EtcdServer } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { loadRestConfig } from "../../client/kubeconfig/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { eventually, startServer } from "../e2e/harness.js";
import { Follower, listCounters, writeCounters } from "./counters.js";
import { Ledger } from "./ledger.js";

const ROUNDS = Number(process.env["KINDSMITH_FAULT_ROUNDS"] ?? 50);

/** Kills the server so often while many write to it and one watches, and looks at what is left each time. */
async function killRepeatedly(t: TestContext, args: readonly string[]): Promise<void> {
  const server = await startServer(args);
  const { config } = loadRestConfig({ path: server.kubeconfig });
  const ledger = new Ledger();
  let client = new RESTClient(config);
  const { resourceVersion } = await listCounters(client);
  const follower = new Follower(resourceVersion);
  let kills = 0;
  try {
    for (; kills < ROUNDS; kills++) {
      const before = ledger.highest;
      const until = ledger.writes + 20 + ((kills * 7_919) % 150);
      const stop = new AbortController();
      setMaxListeners(0, stop.signal);
      const following = follower.follow(client, stop.signal);
      const writing = writeCounters(client, kills, ledger, stop.signal);
      let ended = false;
      const onEnd = (): void => void (ended = true);
      writing.then(onEnd, onEnd);
      while (ledger.writes < until && !ended) await new Promise((resolve) => setTimeout(resolve, 2));
      if (ended) await writing;
      assert.ok(!ended, "the writers have ended by themselves");
      await server.kill();
      stop.abort(new Error("the server was killed"));
      await Promise.all([writing, following]);
      client.close();
      assert.ok(ledger.highest > before);

      await server.restart();
      client = new RESTClient(config);
      const { objects, resourceVersion: now } = await listCounters(client);
      ledger.verify(objects, now);
    }
    const stop = new AbortController();
    const following = follower.follow(client, stop.signal);
    const { objects } = await listCounters(client);
    const wanted = JSON.stringify(objects.map(({ metadata, data }) => [metadata.name, Number(data.n)]).sort());
    await eventually("the watch has seen everything", () =>
      Promise.race([
        following.then(() => undefined),
        Promise.resolve(JSON.stringify([...follower.objects].sort()) === wanted ? true : undefined),
      ]),
    );
    stop.abort(new Error("the test is over"));
    await following;
    assert.equal(kills, ROUNDS);
    t.diagnostic(`${kills} kills, ${ledger.writes} acknowledged writes, ${follower.events} events`);
  } finally {
    client.close();
    await server.cleanUp();
  }
}

test(`the server is killed ${ROUNDS} times under load: embedded store`, (t) => killRepeatedly(t, []));

test(`the server is killed ${ROUNDS} times under load: etcd`, { skip: etcdMissing ?? false }, async (t) => {
  const etcd = await EtcdServer.start();
  try {
    await killRepeatedly(t, [`--etcd-servers=${etcd.url}`]);
  } finally {
    await etcd.dispose();
  }
});
