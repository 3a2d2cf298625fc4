import { after, before } from "node:test";
import test from "node:test";
import { realClock } from "../../../apimachinery/clock/index.js";
import { runStorageBackendTests } from "../testing/index.js";
import { EtcdBackend } from "./index.js";
import { etcdMissing, EtcdServer } from "./testing/etcd-server.js";

if (etcdMissing !== undefined) {
  test("etcd3 backend", { skip: etcdMissing });
} else {
  let server: EtcdServer;
  before(async () => {
    server = await EtcdServer.start();
  });
  after(() => server.dispose());

  runStorageBackendTests("etcd3", async () => {
    const options = { endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 };
    // Debian's etcd is older than the fix; nothing here races with it.
    const backend = new EtcdBackend({ ...options, isProgressReliable: () => true });
    await backend.start();
    return {
      backend,
      dispose: async () => {
        await backend.stop();
        const cleaner = new EtcdBackend(options);
        await cleaner.start();
        for (const { key, modRevision } of (await cleaner.list("/r/")).values) await cleaner.delete(key, modRevision);
        await cleaner.stop();
      },
    };
  });
}
