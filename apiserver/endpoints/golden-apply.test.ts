import assert from "node:assert/strict";
import { test } from "node:test";
import { appsGroup } from "../../generated/registry/apps/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparableWithManagers, goldenBench, replay, type Recording } from "./testing/index.js";

const GROUPS = [coreGroup, appsGroup];

/** What only a server with a network gives to services. */
const ALLOCATED = new Set(["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"]);

/** Without the above, and without null: times that are not set are recorded so, and left out here. */
function withoutExtras(body: unknown): unknown {
  const text = JSON.stringify(comparableWithManagers(body), (key, value: unknown) =>
    value === null || ALLOCATED.has(key) ? undefined : value,
  );
  return JSON.parse(text);
}

test("applies do what a Kubernetes server does", { skip: skipWithout("apply.json") }, async (t) => {
  const bench = await goldenBench(GROUPS);
  for (const recording of readGolden<Recording[]>("apply.json", [])) {
    const { name, response } = recording;
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.deepEqual(withoutExtras(answer.body), withoutExtras(response.body));
      assert.equal(answer.status, response.status);
    });
  }
});

test("bad applies are refused as by a Kubernetes server", { skip: skipWithout("errors.json") }, async (t) => {
  const bench = await goldenBench(GROUPS);
  for (const recording of readGolden<Recording[]>("errors.json", [])) {
    const { name, response } = recording;
    if (!name.startsWith("apply: ")) continue;
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.deepEqual(comparableWithManagers(answer.body), comparableWithManagers(response.body));
      assert.equal(answer.status, response.status);
    });
  }
});
