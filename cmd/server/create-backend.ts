import { readFile } from "node:fs/promises";
import type { Clock } from "../../apimachinery/clock/index.js";
import { createBackend as backendOf, type StorageBackend } from "../../apiserver/storage/index.js";
import type { Logger } from "../../apiserver/server/index.js";
import type { ServerOptions, StorageOptions } from "./options.js";

/** The backend that the flags ask for, not yet opened. @throws Error naming a flag whose file cannot be read */
export async function createBackend(
  { storage, flags }: ServerOptions,
  clock: Clock,
  logger: Logger,
): Promise<StorageBackend> {
  const compactionIntervalMs = flags["etcd-compaction-interval"];
  const warn = (message: string, cause?: unknown): void =>
    logger.warn(message, cause === undefined ? {} : { cause: String(cause) });
  switch (storage.kind) {
    case "memory":
      return backendOf({ kind: "memory", clock });
    case "embedded":
      return backendOf({ kind: "embedded", dir: storage.dir, clock, compactionIntervalMs, warn });
    case "etcd3": {
      // gRPC takes a while to load, and other backends do not need it.
      const { EtcdBackend } = await import("../../apiserver/storage/etcd3/index.js");
      const tls = await etcdTLS(storage);
      return new EtcdBackend({ endpoints: storage.servers, tls, clock, compactionIntervalMs, warn });
    }
  }
}

async function etcdTLS(storage: Extract<StorageOptions, { kind: "etcd3" }>): Promise<Record<string, Buffer>> {
  const files = [
    ["ca", "etcd-cafile", storage.caFile],
    ["cert", "etcd-certfile", storage.certFile],
    ["key", "etcd-keyfile", storage.keyFile],
  ] as const;
  const tls: Record<string, Buffer> = {};
  for (const [name, flag, path] of files) {
    if (path === undefined) continue;
    try {
      tls[name] = await readFile(path);
    } catch (cause) {
      throw new Error(`--${flag}=${path}: cannot be read`, { cause });
    }
  }
  return tls;
}
