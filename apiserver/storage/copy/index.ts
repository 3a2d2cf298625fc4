/** Moves everything from one backend to another. */
export { copyBackend } from "./copy-backend.js";
export type { CopyCounts, CopyOptions, CopyProgress, CopyResult } from "./copy-backend.js";
export { TargetOccupied } from "./claim-target.js";
