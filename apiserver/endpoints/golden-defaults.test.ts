import assert from "node:assert/strict";
import { test } from "node:test";
import { addEventConversions } from "../../apis/events/core-events.js";
import { evictions } from "../../cmd/server/subresources/eviction.js";
import { memoryAllocator } from "../../controllers/service-allocation/testing.js";
import { apiGroups } from "../../generated/registry/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparableWithManagers, goldenBench, replay, type Recording } from "./testing/index.js";

const FILE = "defaults.json";

/** Recordings of what these handlers do not have. */
const ABSENT: { readonly [name: string]: string } = {
  "create apiregistration.k8s.io/v1 APIService v1.agg.example.com": "the aggregator's group is no group of types",
};

// The recorded server's vendor gives pods the authority of its services as well.
const VENDOR_SOURCE = "openshift-service-ca.crt";

/** Without names that are made at random, and without what the recorded server has beyond Kubernetes. */
function withoutNames(body: unknown): unknown {
  const text = JSON.stringify(body, (_key, value: unknown) =>
    Array.isArray(value) ? value.filter((item) => !isVendorSource(item)) : value,
  );
  return JSON.parse(
    text
      .replace(/kube-api-access-[a-z0-9]{5}/g, "kube-api-access-<random>")
      // A diff counts the lines of that authority.
      .replace(/@@ -\d+,7 \+\d+,7 @@/g, "@@ <lines> @@"),
  );
}

function isVendorSource(item: unknown): boolean {
  return (item as { configMap?: { name?: string } } | null)?.configMap?.name === VENDOR_SOURCE;
}

test("objects come back as a Kubernetes server stores them", { skip: skipWithout(FILE) }, async (t) => {
  const bench = await goldenBench(apiGroups, {
    admission: true,
    reservations: { services: memoryAllocator("10.96.0.0/16") },
    extendScheme: addEventConversions,
    boundSubresources: (registry) => ({
      boundSubresource: (_resource, name) => (name === "eviction" ? evictions(registry) : undefined),
    }),
  });
  for (const recording of readGolden<Recording[]>(FILE, [])) {
    const { name, response } = recording;
    if (ABSENT[name] !== undefined) continue;
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.equal(answer.status, response.status, answer.text);
      assert.deepEqual(
        withoutNames(comparableWithManagers(answer.body)),
        withoutNames(comparableWithManagers(response.body)),
      );
    });
  }
});
