import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { FakeClock, realClock } from "../../../apimachinery/clock/index.js";
import { Cacher } from "../cacher/index.js";
import { isStorageError } from "../errors.js";
import { bytesOf, describeEvent, everything, readChanges, TestCodec, testObject, textOf } from "../testing/index.js";
import { CompactionLoop } from "./compaction-loop.js";
import { EtcdClient } from "./etcd-client.js";
import { LeaseManager } from "./lease-manager.js";
import { EtcdBackend, type EtcdBackendOptions } from "./index.js";
import { makeCertificates } from "./testing/certificates.js";
import { etcdMissing, EtcdServer, type EtcdServerOptions } from "./testing/etcd-server.js";

const NOBODY = "http://127.0.0.1:1";

function withServer(
  name: string,
  run: (server: EtcdServer, open: (opts?: Partial<EtcdBackendOptions>) => Promise<EtcdBackend>) => Promise<void>,
): void {
  test(name, { skip: etcdMissing ?? false }, async () => {
    const server = await EtcdServer.start();
    const opened: EtcdBackend[] = [];
    try {
      await run(server, async (opts) => {
        const backend = new EtcdBackend({
          endpoints: [server.url],
          clock: realClock,
          compactionIntervalMs: 0,
          ...opts,
        });
        await backend.start();
        opened.push(backend);
        return backend;
      });
    } finally {
      for (const backend of opened) await backend.stop();
      await server.dispose();
    }
  });
}

withServer("a key with a TTL goes by itself, and its watchers see it go", async (_server, open) => {
  const backend = await open();
  const created = await backend.create("/r/a/x", bytesOf("1"), { ttlSeconds: 1 });
  const watch = backend.watch("/r/a/", { afterRevision: created.modRevision })[Symbol.asyncIterator]();
  const [event] = await readChanges(watch, 1);
  assert.match(describeEvent(event!), /^delete \/r\/a\/x@\d+ \(was 1@/);
});

withServer("leases are shared by writes that expire at nearly the same time", async (server) => {
  const clock = new FakeClock();
  const client = new EtcdClient({ endpoints: [server.url], clock: realClock });
  client.open();
  const leases = new LeaseManager(client, clock);
  const first = await Promise.all([leases.leaseFor(3600), leases.leaseFor(3600), leases.leaseFor(3600)]);
  assert.equal(new Set(first).size, 1);
  await clock.advance(50_000);
  assert.equal(await leases.leaseFor(3600), first[0], "within a minute");
  await clock.advance(11_000);
  const later = await leases.leaseFor(3600);
  assert.notEqual(later, first[0]);
  assert.notEqual(await leases.leaseFor(60), later, "a much shorter TTL");
  client.close();
});

withServer("of two servers one compacts each interval, to where etcd was an interval ago", async (server, open) => {
  const backend = await open();
  const client = new EtcdClient({ endpoints: [server.url], clock: realClock });
  client.open();
  const compactions: string[] = [];
  const loop = (name: string) =>
    new CompactionLoop({
      client,
      clock: realClock,
      intervalMs: 1,
      onCompacted: (revision) => compactions.push(`${name} ${revision}`),
    });
  const [one, two] = [loop("one"), loop("two")];
  await one.compactOnce();
  await two.compactOnce();
  const first = await backend.create("/r/a/x", bytesOf("1"));
  const second = await backend.update("/r/a/x", bytesOf("2"), first.modRevision);
  await one.compactOnce();
  await two.compactOnce();
  await backend.update("/r/a/x", bytesOf("3"), second.modRevision);
  await one.compactOnce();
  assert.match(compactions.join(), /^two 0,one \d+,two \d+,one \d+$/);
  await assert.rejects(backend.get("/r/a/x", { revision: first.modRevision }), (e) => isStorageError(e, "Compacted"));
  client.close();
});

withServer(
  "the first server that answers is used, and none at all is an error that names them",
  async (server, open) => {
    const backend = await open({ endpoints: [NOBODY, server.url] });
    await backend.create("/r/a/x", bytesOf("1"));
    assert.equal(textOf(await backend.get("/r/a/x")), "1");
    const lost = new EtcdBackend({ endpoints: [NOBODY], clock: realClock, retryForMs: 0 });
    await assert.rejects(
      lost.start(),
      /no etcd server answers at http:\/\/127\.0\.0\.1:1: etcd: No connection established/,
    );
  },
);

withServer("a value that is too large is refused as such", async (_server, open) => {
  const backend = await open();
  const large = new Uint8Array(3 << 20);
  await assert.rejects(backend.create("/r/a/x", large), (e) => {
    assert.ok(isStorageError(e, "TooLarge"), String(e));
    assert.equal(e.message, "etcdserver: request is too large");
    return true;
  });
});

withServer("what the registry lets through is taken", async (_server, open) => {
  const backend = await open();
  const key = `/registry/${"x".repeat(253)}/ns/${"y".repeat(253)}`;
  const largest = new Uint8Array(1.5 * 1024 * 1024 - 4 * key.length - 128);
  const { modRevision } = await backend.create(key, largest);
  await backend.update(key, largest, modRevision);
});

withServer("a cache goes on after etcd was killed and restarted", async (server, open) => {
  const backend = await open();
  const prefix = "/r/things/";
  const cacher = new Cacher({ backend, codec: new TestCodec(), clock: realClock, prefix, namespaced: true });
  const stop = new AbortController();
  const running = cacher.run(stop.signal);
  await cacher.waitReady();
  const watch = cacher.watch(prefix, { predicate: everything, allowBookmarks: false, resourceVersion: "0" });
  const names: string[] = [];
  const reading = (async () => {
    for await (const batch of watch) {
      for (const event of batch) if (event.type !== "BOOKMARK") names.push(`${event.type} ${event.object.key}`);
      if (names.length >= 4) return;
    }
  })();
  await backend.create(`${prefix}ns/1`, testObject("ns", "1"));
  await backend.create(`${prefix}ns/2`, testObject("ns", "2"));
  await server.kill();
  await assert.rejects(open({ retryForMs: 0 }), /no etcd server answers/);
  const waiting = backend.create(`${prefix}ns/3`, testObject("ns", "3"));
  await server.restart();
  await waiting;
  await backend.create(`${prefix}ns/4`, testObject("ns", "4"));
  await reading;
  assert.deepEqual(
    names,
    [1, 2, 3, 4].map((n) => `ADDED ${prefix}ns/${n}`),
  );
  stop.abort();
  await running;
});

test("TLS with client certificates", { skip: etcdMissing ?? false }, async () => {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-tls-"));
  const { ca, server: serverPair, client: clientPair } = await makeCertificates();
  const files = { "ca.crt": ca, "server.crt": serverPair.cert, "server.key": serverPair.key };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  const options: EtcdServerOptions = {
    scheme: "https",
    extraArgs: [
      ...["--cert-file", join(dir, "server.crt"), "--key-file", join(dir, "server.key")],
      ...["--trusted-ca-file", join(dir, "ca.crt"), "--client-cert-auth"],
    ],
  };
  const server = await EtcdServer.start(options);
  const tls = { ca: Buffer.from(ca), cert: Buffer.from(clientPair.cert), key: Buffer.from(clientPair.key) };
  const base = { endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 };
  const backend = new EtcdBackend({ ...base, tls });
  try {
    await backend.start();
    await backend.create("/r/a/x", bytesOf("1"));
    assert.equal(textOf(await backend.get("/r/a/x")), "1");
    const stranger = new EtcdBackend({ ...base, tls: { ca: tls.ca }, retryForMs: 0 });
    await assert.rejects(stranger.start(), /no etcd server answers/);
  } finally {
    await backend.stop();
    await server.dispose();
    await rm(dir, { recursive: true });
  }
});
