/** Priority and fairness: who runs, who waits and who is refused. */
export { BORROWING_PERIOD_MS } from "./borrowing/borrow.js";
export * as bootstrap from "./config/bootstrap.js";
export { compareFlowSchemas, matchesFlowSchema, matchesRule, type RequestDigest } from "./config/matching.js";
export type { FlowSchema, PriorityLevelConfiguration } from "./config/types.js";
export { DroppedRequestsTracker } from "./controller/dropped-requests.js";
export { FlowController, type Classification, type Ticket } from "./controller/flow-controller.js";
export { dumpPriorityLevels, dumpQueues, dumpRequests } from "./debug/dumps.js";
export { FlowRecorder } from "./debug/page/flow-recorder.js";
export type { FlowControlView } from "./debug/page/flow-view.js";
export { FLOW_CONTROL_DATA, FLOW_CONTROL_PAGE, serveFlowControlData, serveFlowControlPage } from "./debug/page/page.js";
export { ObjectStatsTracker, type ResourceStats } from "./estimation/object-stats.js";
export { FlowControlManager } from "./manager/flow-control-manager.js";
export type { FlowControlObjects, ObjectAccess } from "./manager/object-access.js";
export { WatchTracker } from "./estimation/watch-tracker.js";
export { createWorkEstimator } from "./estimation/work-estimator.js";
export { withMaxInFlight } from "./filter/with-max-in-flight.js";
export { withPriorityAndFairness } from "./filter/with-priority-and-fairness.js";
export { FlowControlMetrics } from "./metrics/flow-control-metrics.js";
