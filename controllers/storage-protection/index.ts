/** Lets volumes, claims and volume classes go once nobody uses them. */
export { keepStorageProtection, type StorageProtectionDeps } from "./storage-protection.js";
