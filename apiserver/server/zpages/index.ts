/** Pages about the server itself. */
export { createFlagPage } from "./flagz.js";
export { createStatusPage } from "./statusz.js";
