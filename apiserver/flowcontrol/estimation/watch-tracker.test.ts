import assert from "node:assert/strict";
import test from "node:test";
import { parseRequestInfo, type RequestInfo } from "../../endpoints/index.js";
import { WatchTracker } from "./watch-tracker.js";

function info(method: string, url: string): RequestInfo {
  const { pathname, searchParams } = new URL(url, "https://server");
  return parseRequestInfo(method, pathname, { query: searchParams });
}

test("a write counts the watches of everything, of its namespace and of its name", () => {
  const tracker = new WatchTracker();
  for (const url of [
    "/api/v1/pods?watch=1",
    "/api/v1/namespaces/a/pods?watch=1",
    "/api/v1/namespaces/a/pods?watch=1&fieldSelector=metadata.name%3Dx",
    "/api/v1/namespaces/b/pods?watch=1",
    "/api/v1/services?watch=1",
    "/api/v1/pods?watch=1&fieldSelector=spec.nodeName%3Dn1",
    "/api/v1/pods?watch=1&fieldSelector=spec.nodeName%3D",
  ]) {
    tracker.register(info("GET", url));
  }
  assert.equal(tracker.interestedIn(info("PUT", "/api/v1/namespaces/a/pods/x")), 4);
  assert.equal(tracker.interestedIn(info("PUT", "/api/v1/namespaces/a/pods/y")), 3);
  assert.equal(tracker.interestedIn(info("POST", "/api/v1/namespaces/c/pods")), 2);
  assert.equal(tracker.interestedIn(info("POST", "/api/v1/nodes")), 0);
});

test("a watch that ended counts no more, however often that is said", () => {
  const tracker = new WatchTracker();
  const forget = tracker.register(info("GET", "/api/v1/nodes?watch=1"));
  tracker.register(info("GET", "/api/v1/nodes?watch=1"));
  forget();
  forget();
  assert.equal(tracker.interestedIn(info("POST", "/api/v1/nodes")), 1);
});
