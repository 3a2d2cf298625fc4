/** Records events about objects. */
export { EventRecorder, type EventRecorderOptions } from "./recorder.js";
export { referenceTo, type EventClient, type EventType, type ObjectReference, type RecordedEvent } from "./types.js";
