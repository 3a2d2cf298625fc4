import { readFile } from "node:fs/promises";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DatabaseThread } from "../../apiserver/storage/embedded/index.js";
import type { StorageBackend } from "../../apiserver/storage/interface.js";
import type { Logger } from "../../apiserver/server/index.js";
import type { ServerOptions, StorageOptions } from "./options.js";

/**
 * The backend that the flags ask for, not yet opened.
 * @param thread - for the embedded one; another ends it.
 * @throws Error naming a flag whose file cannot be read
 */
export async function createBackend(
  { storage, flags }: ServerOptions,
  clock: Clock,
  logger: Logger,
  thread?: DatabaseThread,
): Promise<StorageBackend> {
  if (storage.kind !== "embedded") await thread?.end();
  const compactionIntervalMs = flags["etcd-compaction-interval"];
  const warn = (message: string, cause?: unknown): void =>
    logger.warn(message, cause === undefined ? {} : { cause: String(cause) });
  switch (storage.kind) {
    // Each is loaded alone: gRPC and SQLite take a while.
    case "memory": {
      const { MemoryBackend } = await import("../../apiserver/storage/memory/index.js");
      return new MemoryBackend({ clock });
    }
    case "embedded": {
      const { EmbeddedBackend } = await import("../../apiserver/storage/embedded/index.js");
      return new EmbeddedBackend({
        dir: storage.dir,
        sync: flags["embedded-sync"] === "batch" ? "batch" : "full",
        clock,
        compactionIntervalMs,
        warn,
        thread,
      });
    }
    case "etcd3": {
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

/** Which backend each resource's values go through: the same for all, or with encryption in front of it. */
export type BackendChoice = (group: string, resource: string) => StorageBackend;

/** @throws Error naming the flag and everything that is wrong with its file */
export async function chooseBackends(backend: StorageBackend, configPath: string | undefined): Promise<BackendChoice> {
  if (configPath === undefined) return () => backend;
  const { EncryptingBackend, parseEncryptionConfig } = await import("../../apiserver/storage/encryption/index.js");
  try {
    const config = parseEncryptionConfig(await readFile(configPath, "utf8"));
    return (group, resource) => {
      const transformer = config.transformerFor(group, resource);
      return transformer === undefined ? backend : new EncryptingBackend(backend, transformer);
    };
  } catch (cause) {
    throw new Error(`--encryption-provider-config=${configPath}: ${(cause as Error).message}`, { cause });
  }
}
