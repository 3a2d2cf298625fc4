/** The plug-ins that every server has, beside NamespaceLifecycle. */
export { EventRateLimit } from "./event-rate-limit.js";
