/** Scalars that JSON writes as text: times, durations, bytes. */
export { Base64Error, canonicalBase64, decodeBase64 } from "./base64.js";
export { canonicalDuration, DurationParseError, durationToMs, formatDuration, parseDuration } from "./duration.js";
export { canonicalMicroTime, canonicalTime, formatMicroTime, formatTime, timeToMs } from "./time.js";
export { TimeParseError } from "./time-layout.js";
