/**
 * Storage: backends that keep bytes, and the storage of one resource over them with Kubernetes' resourceVersion
 * semantics.
 */
export * from "./interface.js";
export * from "./resource-storage.js";
export { Cacher } from "./cacher/index.js";
export type { CacherOptions, CacherStats, EventHistoryOptions, WatcherLimits } from "./cacher/index.js";
export { copyBackend } from "./copy/index.js";
export type { CopyCounts, CopyOptions, CopyProgress, CopyResult } from "./copy/index.js";
export { createBackend } from "./create-backend.js";
export type { BackendOptions } from "./create-backend.js";
export { checkDatabase, EmbeddedBackend, restoreDatabase, snapshotDatabase } from "./embedded/index.js";
export type {
  CheckReport,
  DatabaseSummary,
  EmbeddedBackendOptions,
  RestoreOptions,
  SyncMode,
} from "./embedded/index.js";
export { EncryptingBackend, EncryptionConfig, parseEncryptionConfig } from "./encryption/index.js";
export type { Transformer } from "./encryption/index.js";
export { EtcdBackend } from "./etcd3/index.js";
export type { EtcdBackendOptions, EtcdTLS } from "./etcd3/index.js";
export { isStorageError } from "./errors.js";
export { MemoryBackend } from "./memory/index.js";
export type { MemoryBackendOptions } from "./memory/index.js";
export { DirectStorage, EncodingMemo } from "./resource/index.js";
export type { DirectStorageOptions } from "./resource/index.js";
