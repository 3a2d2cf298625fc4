/** The watch cache of one resource. */
export { Cacher } from "./cacher.js";
export type { CacherObserver, CacherOptions, CacherStats } from "./cacher.js";
export type { WatcherLimits } from "./cache-watcher.js";
export type { EventHistoryOptions } from "./event-history.js";
