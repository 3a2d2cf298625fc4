import assert from "node:assert/strict";
import { test } from "node:test";
import { apiGroups } from "../../generated/registry/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparable, goldenBench, replay, type Recording } from "./testing/index.js";

const FILE = "defaults.json";

const PLUG_INS = "admission plug-ins, which are not part of this bench, have added to the recorded object";
const ADDRESSES = "the recorded server gives out cluster addresses";
const NULLS = "upstream writes null for an empty list that its types require; we leave it out";

/** Bodies that are not compared, and why. Their status codes are. */
const DIFFERENCES: { readonly [name: string]: string } = {
  "create v1 Pod m": PLUG_INS,
  "create v1 PersistentVolumeClaim m": PLUG_INS,
  "create v1 PersistentVolume m": PLUG_INS,
  "create v1 Node m": PLUG_INS,
  "bound pod": PLUG_INS,
  "create v1 Service m": ADDRESSES,
  "create v1 Service np": ADDRESSES,
  "create v1 Service headless": ADDRESSES,
  "create autoscaling/v2 HorizontalPodAutoscaler m": NULLS,
  "create flowcontrol.apiserver.k8s.io/v1 FlowSchema m": NULLS,
  "pod: change of an immutable field": "upstream adds a diff of its internal Go values to the message",
};

/** Recordings of what these handlers do not have. */
const ABSENT: { readonly [name: string]: string } = {
  "create apiregistration.k8s.io/v1 APIService v1.agg.example.com": "the aggregator's group is no group of types",
  "service: change of the clusterIP": ADDRESSES,
  "eviction under a budget": "evictions look at budgets, beside the pod itself",
};

test("objects come back as a Kubernetes server stores them", { skip: skipWithout(FILE) }, async (t) => {
  const bench = await goldenBench(apiGroups);
  for (const recording of readGolden<Recording[]>(FILE, [])) {
    const { name, response } = recording;
    if (ABSENT[name] !== undefined) continue;
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.equal(answer.status, response.status, answer.text);
      if (DIFFERENCES[name] === undefined) assert.deepEqual(comparable(answer.body), comparable(response.body));
    });
  }
});
