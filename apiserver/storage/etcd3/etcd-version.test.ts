import assert from "node:assert/strict";
import test from "node:test";
import { isProgressReliable } from "./etcd-version.js";

test("requests for progress are trusted from the versions that answer them in order", () => {
  const cases = {
    "3.4.23": false,
    "3.4.25": true,
    "3.5.7": false,
    "3.5.8": true,
    "3.5.21": true,
    "3.6.0": true,
    "3.6.0-rc.1": true,
    "4.0.0": true,
    "3.3.27": false,
  };
  for (const [version, want] of Object.entries(cases)) assert.equal(isProgressReliable(version), want, version);
});
