import assert from "node:assert/strict";
import { test } from "node:test";
import { appsGroup } from "../../generated/registry/apps/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparableWithManagers, goldenBench, replay, type Recording } from "./testing/index.js";

const FILE = "patches.json";
const GOLDEN = { "user-agent": "golden/1" };
const DEPLOYMENTS = "/apis/apps/v1/namespaces/golden/deployments";

test("patches do what a Kubernetes server does", { skip: skipWithout(FILE) }, async (t) => {
  const [before, ...recordings] = readGolden<(Recording & { readonly body?: unknown })[]>(FILE, []);
  const bench = await goldenBench([coreGroup, appsGroup]);
  const original = before!.body;
  for (const recording of recordings) {
    const { name, request, response } = recording;
    await t.test(name, async () => {
      // The last recordings go on from each other.
      if (name !== "deleteFromPrimitiveList") {
        await bench.send("PATCH", `${DEPLOYMENTS}/p`, {
          headers: { ...GOLDEN, "content-type": "application/merge-patch+json" },
          body: { metadata: { finalizers: null } },
        });
        await bench.send("DELETE", `${DEPLOYMENTS}/p`);
        const created = await bench.send("POST", DEPLOYMENTS, { headers: GOLDEN, body: original });
        assert.equal(created.status, 201, created.text);
      }
      const answer = await replay(bench, recording);
      assert.equal(answer.status, response.status, answer.text);
      assert.deepEqual(comparableWithManagers(answer.body), comparableWithManagers(response.body));
      assert.equal(request.method, "PATCH");
    });
  }
});
