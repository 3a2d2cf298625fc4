/** Moves everything from one backend to another. */
export { copyBackend } from "./copy-backend.js";
export type { CopyCounts, CopyOptions, CopyResult } from "./copy-backend.js";
