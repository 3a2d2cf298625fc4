import assert from "node:assert/strict";
import { test } from "node:test";
import { isNotFound } from "../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer } from "../../cmd/testing/index.js";

const CORE = "/api/v1/namespaces/default/events";
const EVENTS = "/apis/events.k8s.io/v1/namespaces/default/events";

interface Event extends KubeObject {
  readonly note?: string;
  readonly message?: string;
  readonly deprecatedFirstTimestamp?: string;
}

test("events of both groups are the same objects", async () => {
  const server = await startTestServer();
  const client = new RESTClient(server.clientConfig);
  const get = (absolutePath: string) => client.request<Event>({ method: "GET", absolutePath });
  try {
    const old = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: "old" },
      involvedObject: { kind: "Pod", namespace: "default", name: "p" },
      message: "hello",
      firstTimestamp: "2026-01-01T00:00:00Z",
    };
    const watch = await client.watch<Event>({ method: "GET", absolutePath: EVENTS, params: { timeoutSeconds: 20 } });
    const created = await client.request<Event>({ method: "POST", absolutePath: CORE, body: old });
    const seen = await get(`${EVENTS}/old`);
    assert.equal(seen.apiVersion, "events.k8s.io/v1");
    assert.deepEqual([seen.note, seen.deprecatedFirstTimestamp], ["hello", "2026-01-01T00:00:00Z"]);
    assert.deepEqual(
      [seen.metadata.uid, seen.metadata.resourceVersion],
      [created.metadata.uid, created.metadata.resourceVersion],
    );
    await client.request({
      method: "POST",
      absolutePath: EVENTS,
      body: {
        apiVersion: "events.k8s.io/v1",
        kind: "Event",
        metadata: { name: "new" },
        regarding: { kind: "Pod", namespace: "default", name: "p" },
        eventTime: "2026-01-01T00:00:00.000001Z",
        reportingController: "a/b",
        reportingInstance: "i",
        action: "A",
        reason: "R",
        type: "Normal",
        note: "bye",
      },
    });
    assert.equal((await get(`${CORE}/new`)).message, "bye");
    const names: string[] = [];
    for await (const { type, object } of watch) {
      names.push(`${type} ${(object as Event).metadata.name} ${object.apiVersion}`);
      if (names.length === 2) break;
    }
    assert.deepEqual(names, ["ADDED old events.k8s.io/v1", "ADDED new events.k8s.io/v1"]);
    const merge = { method: "PATCH", contentType: "application/merge-patch+json" } as const;
    const labels = { metadata: { labels: { a: "b" } } };
    const patched = await client.request<Event>({ ...merge, absolutePath: `${EVENTS}/old`, body: labels });
    assert.deepEqual(patched.metadata.labels, { a: "b" });
    assert.deepEqual((await get(`${CORE}/old`)).metadata.labels, { a: "b" });
    await client.request({ method: "DELETE", absolutePath: `${EVENTS}/old` });
    await assert.rejects(get(`${CORE}/old`), isNotFound);
    const selected = `${CORE}?fieldSelector=involvedObject.name=p`;
    const list = await client.request<{ items: Event[] }>({ method: "GET", absolutePath: selected });
    assert.deepEqual(
      list.items.map(({ metadata }) => metadata.name),
      ["new"],
    );
  } finally {
    client.close();
    await server.stop();
  }
});
