/** Clients for tests: no server, the same typed clients. */
export type { Action, ActionVerb } from "./actions.js";
export { createFakeREST, type FakeClientsetOptions } from "./create-fake-rest.js";
export { FakeListerWatcher } from "./fake-lister-watcher.js";
export { FakeREST, type FakeApply, type FakeRESTOptions } from "./fake-rest.js";
export { ObjectTracker, type ObjectTrackerOptions } from "./object-tracker.js";
export { PushWatch } from "./push-watch.js";
export type { Reaction, WatchReaction } from "./reactors.js";
export type { FakeResource } from "./resources.js";
