import assert from "node:assert/strict";
import { test } from "node:test";
import { newResourceExpired } from "../api/errors/index.js";
import { addedEvent, bookmarkEvent, deletedEvent, errorEvent, isInitialEventsEnd, modifiedEvent } from "./index.js";

test("events carry their type and object", () => {
  const object = { metadata: { name: "x" } };
  const types = [addedEvent(object), modifiedEvent(object), deletedEvent(object), bookmarkEvent(object)];
  assert.deepEqual(
    types.map((event) => event.type),
    ["ADDED", "MODIFIED", "DELETED", "BOOKMARK"],
  );
  assert.ok(types.every((event) => event.object === object));
});

test("only the marked bookmark ends the initial events", () => {
  const marked = { metadata: { annotations: { "k8s.io/initial-events-end": "true" } } };
  assert.equal(isInitialEventsEnd(bookmarkEvent(marked)), true);
  assert.equal(isInitialEventsEnd(addedEvent(marked)), false);
  assert.equal(isInitialEventsEnd(bookmarkEvent({ metadata: {} })), false);
  assert.equal(isInitialEventsEnd(errorEvent(newResourceExpired("old").status)), false);
});
