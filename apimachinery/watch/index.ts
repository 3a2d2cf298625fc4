/** What a watch tells. */
export {
  addedEvent,
  bookmarkEvent,
  deletedEvent,
  errorEvent,
  INITIAL_EVENTS_END_ANNOTATION,
  isInitialEventsEnd,
  modifiedEvent,
  type WatchErrorEvent,
  type WatchEvent,
  type WatchEventType,
  type WatchObjectEvent,
} from "./event.js";
