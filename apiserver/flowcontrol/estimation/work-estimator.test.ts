import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { parseRequestInfo } from "../../endpoints/index.js";
import { ObjectStatsTracker, type StatsLookup } from "./object-stats.js";
import { createWorkEstimator } from "./work-estimator.js";

const vectors = "../shared/golden/vectors/apf-work-estimates.json";
const skip = existsSync(vectors) ? false : "recorded vectors are not beside the repository";

interface Row {
  apiGroup: string;
  resource: string;
  subresource: string;
  name: string;
  namespace: string;
  verb: string;
  url: string;
  objectCount: number;
  averageObjectSize: number;
  objectCountError?: string;
  priorityLevelMaxSeats: number;
  watchCount: number;
  initialSeats: number;
  finalSeats: number;
  additionalLatencyNs: number;
}

test("recorded estimates", { skip }, () => {
  const rows = JSON.parse(readFileSync(vectors, "utf8")) as Row[];
  assert.ok(rows.length > 0);
  for (const row of rows) {
    const url = new URL(row.url);
    const info = {
      ...parseRequestInfo("GET", url.pathname, { query: url.searchParams }),
      isResourceRequest: true,
      verb: row.verb,
      apiGroup: row.apiGroup,
      resource: row.resource,
      subresource: row.subresource,
      name: row.name,
      namespace: row.namespace,
    };
    const estimate = createWorkEstimator({
      stats: () => lookup(row),
      watchCount: () => row.watchCount,
      maxSeats: () => row.priorityLevelMaxSeats,
      // The recording was made without a store that reports its progress.
      consistentReadsFromCache: false,
    });
    const want = {
      initialSeats: row.initialSeats,
      finalSeats: row.finalSeats,
      additionalLatencyNs: row.additionalLatencyNs,
    };
    assert.deepEqual(estimate(info, { query: url.searchParams }, "fs", "pl"), want, JSON.stringify(row));
  }
});

function lookup(row: Row): StatsLookup {
  if (row.objectCountError?.includes("stale") === true) return { state: "stale" };
  if (row.objectCountError !== undefined) return { state: "unknown" };
  return { state: "known", stats: { objectCount: row.objectCount, averageObjectBytes: row.averageObjectSize } };
}

test("sizes go stale after three minutes and are forgotten after an hour", () => {
  let now = 0;
  const tracker = new ObjectStatsTracker(() => now);
  assert.deepEqual(tracker.get("pods"), { state: "unknown" });
  tracker.set("pods", { objectCount: 3, averageObjectBytes: 10 });
  assert.equal(tracker.get("pods").state, "known");
  now = 3 * 60_000 + 1;
  assert.equal(tracker.get("pods").state, "stale");
  now = 60 * 60_000 + 1;
  tracker.set("nodes", { objectCount: 1, averageObjectBytes: 10 });
  assert.equal(tracker.get("pods").state, "unknown");
});

test("a malformed limit costs the most", () => {
  const estimate = createWorkEstimator({
    stats: () => ({ state: "unknown" }),
    watchCount: () => 0,
    maxSeats: () => 7,
    consistentReadsFromCache: true,
  });
  const query = new URLSearchParams("limit=x");
  assert.equal(estimate(parseRequestInfo("GET", "/api/v1/pods", { query }), { query }, "fs", "pl").initialSeats, 7);
});
