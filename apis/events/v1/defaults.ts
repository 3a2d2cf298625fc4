import type { Event } from "./types.js";

/** Times that are not known are null, not absent. */
export function SetDefaults_Event(obj: Event): void {
  if (obj.eventTime === undefined) obj.eventTime = null;
  if (obj.deprecatedFirstTimestamp === undefined) obj.deprecatedFirstTimestamp = null;
  if (obj.deprecatedLastTimestamp === undefined) obj.deprecatedLastTimestamp = null;
}
