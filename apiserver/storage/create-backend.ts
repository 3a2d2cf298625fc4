import type { StorageBackend } from "./interface.js";
import { MemoryBackend, type MemoryBackendOptions } from "./memory/index.js";

/** Which backend, and what it needs. */
export type BackendOptions = { readonly kind: "memory" } & MemoryBackendOptions;

/** Makes a backend; `start` opens it. */
export function createBackend(options: BackendOptions): StorageBackend {
  return new MemoryBackend(options);
}
