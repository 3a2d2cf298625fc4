/** Results that are there at once where nothing has to be waited for. */
export { andThen, rescue, settle, withCleanup } from "./maybe-promise.js";
export type { MaybePromise } from "./maybe-promise.js";
