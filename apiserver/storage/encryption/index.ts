/** Encryption at rest over any backend. */
export { EncryptingBackend } from "./encrypting-backend.js";
export { EncryptionConfig, parseEncryptionConfig } from "./encryption-config.js";
export type { Opened, Transformer } from "./transformer.js";
