/** A storage backend without a disk. */
export { MemoryBackend } from "./memory-backend.js";
export type { MemoryBackendOptions } from "./memory-backend.js";
