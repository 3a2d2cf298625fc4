import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClock } from "../../apimachinery/clock/index.js";
import { etcdMissing, EtcdServer } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { EmbeddedBackend, EtcdBackend, MemoryBackend, type StorageBackend } from "../../apiserver/storage/index.js";

export interface OpenBackend {
  readonly name: string;
  readonly backend: StorageBackend;
  readonly close: () => Promise<void>;
}

async function memory(): Promise<OpenBackend> {
  const backend = new MemoryBackend({ clock: realClock });
  await backend.start();
  return { name: "memory", backend, close: () => backend.stop() };
}

async function embedded(): Promise<OpenBackend> {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-bench-"));
  const backend = new EmbeddedBackend({ dir, clock: realClock });
  await backend.start();
  const close = async (): Promise<void> => {
    await backend.stop();
    await rm(dir, { recursive: true });
  };
  return { name: "embedded", backend, close };
}

async function etcd(): Promise<OpenBackend> {
  const server = await EtcdServer.start();
  const backend = new EtcdBackend({ endpoints: [server.url], clock: realClock, compactionIntervalMs: 0 });
  await backend.start();
  const close = async (): Promise<void> => {
    await backend.stop();
    await server.dispose();
  };
  return { name: "etcd", backend, close };
}

/** Memory, embedded and, where it is installed, etcd. */
export function backendMakers(): readonly (() => Promise<OpenBackend>)[] {
  if (etcdMissing === undefined) return [memory, embedded, etcd];
  console.log(`without etcd: ${etcdMissing}`);
  return [memory, embedded];
}

export { embedded as openEmbedded };
