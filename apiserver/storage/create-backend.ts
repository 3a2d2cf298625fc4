import { EmbeddedBackend, type EmbeddedBackendOptions } from "./embedded/index.js";
import { EtcdBackend, type EtcdBackendOptions } from "./etcd3/index.js";
import type { StorageBackend } from "./interface.js";
import { MemoryBackend, type MemoryBackendOptions } from "./memory/index.js";

/** Which backend, and what it needs. */
export type BackendOptions =
  | ({ readonly kind: "memory" } & MemoryBackendOptions)
  | ({ readonly kind: "embedded" } & EmbeddedBackendOptions)
  | ({ readonly kind: "etcd3" } & EtcdBackendOptions);

/** Makes a backend; `start` opens it. */
export function createBackend(options: BackendOptions): StorageBackend {
  switch (options.kind) {
    case "memory":
      return new MemoryBackend(options);
    case "embedded":
      return new EmbeddedBackend(options);
    case "etcd3":
      return new EtcdBackend(options);
    default:
      return options satisfies never;
  }
}
