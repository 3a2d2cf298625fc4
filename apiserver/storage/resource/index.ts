/** Storage of one resource straight over a backend, and what the watch cache shares with it. */
export { DirectStorage } from "./direct-storage.js";
export type { DirectStorageOptions } from "./direct-storage.js";
export { EncodedBlock, storedRuns } from "./encoded-block.js";
export { EncodedObject } from "./encoded-object.js";
export type { ObjectReader } from "./encoded-object.js";
export { EncodingMemo } from "./encoding-memo.js";
export { IteratedWatch } from "./iterated-watch.js";
export { matches, ObjectChange } from "./object-change.js";
export { nextBookmarkMs } from "./bookmark-schedule.js";
export { planList } from "./list-plan.js";
export type { ListPlan } from "./list-plan.js";
export { planWatch } from "./watch-plan.js";
export type { WatchPlan } from "./watch-plan.js";
