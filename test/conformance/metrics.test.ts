import assert from "node:assert/strict";
import { test } from "node:test";
import { readGolden, skipWithout } from "../support/golden.js";
import { ownServer } from "../support/own-server.js";

const FILE = "metrics.json";

interface Family {
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly string[];
}
type Families = { readonly [name: string]: Family };

/** Metrics of the recorded server that this one has not after a little traffic, and why. */
const ABSENT: readonly (readonly [name: RegExp, why: string])[] = [
  [/^go_/, "of the runtime of another language"],
  [/^(aggregator|apiextensions)_/, "there is no aggregator, and no resource defined while the server runs"],
  [/^apiserver_(admission_(webhook|match)|validating_admission_policy)/, "no webhooks, no policies of expressions"],
  [/^apiserver_selfrequest_total$/, "the server's own loops do not come through the port"],
  [/^rest_client_re|_transport_create_calls_total$/, "the server is a client of nobody"],
  [/^authentication_token_cache_/, "tokens are checked in memory, so there is no cache of answers"],
  [/^grpc_client_/, "the client of etcd does not count its calls by itself"],
  [/^etcd_(bookmark_total|lease_object_counts)$/, "of etcd, which is not the backend here"],
  [/^apiserver_request_timestamp_comparison_time$/, "no time is spent on it: managed fields compare without times"],
  [/^pod_security_/, "the admission plug-in is not there"],
  [/^(watch_cache_capacity_increase_total$|apiserver_watch_list_duration)/, "not counted yet"],
  [/^apiserver_flowcontrol_(next_|request_queue_length|current_inqueue|request_wait)/, "need a full queue"],
  [/^apiserver_(requested_deprecated_apis|request_terminations_total)$/, "need what does not happen here"],
  [/^apiserver_watch_cache_read_wait_seconds$/, "needs a cache that lags"],
  [/^kube_apiserver_nodeport_allocator_allocation/, "needs a Service of type NodePort"],
];

/** Labels that the recorded server has more, and why. */
const LABELS_ABSENT = new Set(["system_client"]);

const client = ownServer();

const skip = skipWithout(FILE);

/** A little of everything that is counted. */
async function makeTraffic(): Promise<void> {
  const absolutePath = "/api/v1/namespaces/default/configmaps";
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "counted" } };
  await client.requestRaw({
    method: "POST",
    absolutePath,
    body: JSON.stringify(body),
    contentType: "application/json",
  });
  for (const query of ["", "?limit=1&resourceVersion=1&resourceVersionMatch=Exact", "?watch=1&timeoutSeconds=1"]) {
    await client.requestRaw({ method: "GET", absolutePath: absolutePath + query });
  }
  await client.requestRaw({
    method: "GET",
    absolutePath: "/api",
    accept: "application/json",
    headers: { "impersonate-user": "u" },
  });
  await client.requestRaw({ method: "DELETE", absolutePath: "/api/v1/namespaces/default/events" });
  await client.requestRaw({ method: "GET", absolutePath: "/api/v1/namespaces/default/events" });
}

test("names, help, types, labels and buckets of metrics", { skip }, async (t) => {
  const golden = readGolden<Families>(FILE, {});
  await makeTraffic();
  const { body } = await client.requestRaw({ method: "GET", absolutePath: "/metrics" });
  const text = body.toString();
  const help = new Map([...text.matchAll(/^# HELP (\S+) ?(.*)$/gm)].map((match) => [match[1]!, match[2]!]));
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map((match) => [match[1]!, match[2]!]));
  assert.deepEqual([...help.keys()], [...help.keys()].sort());
  for (const [name, family] of Object.entries(golden)) {
    const type = types.get(name);
    if (type === undefined && ABSENT.some(([pattern]) => pattern.test(name))) continue;
    await t.test(name, () => {
      assert.equal(type, family.type);
      assert.equal(help.get(name), family.help);
      const samples = [...text.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} \\S+$`, "gm"))];
      const labels = new Set(samples.flatMap((match) => [...match[1]!.matchAll(/(\w+)="/g)].map((label) => label[1]!)));
      for (const label of ["le", "quantile"]) labels.delete(label);
      assert.deepEqual(
        [...labels].sort(),
        family.labels.filter((label) => !LABELS_ABSENT.has(label)),
      );
      if (family.buckets !== undefined) {
        const bounds = [...text.matchAll(new RegExp(`^${name}_bucket\\{.*le="([^"]+)"`, "gm"))].map(
          (match) => match[1]!,
        );
        assert.deepEqual([...new Set(bounds)], family.buckets);
      }
    });
  }
});
