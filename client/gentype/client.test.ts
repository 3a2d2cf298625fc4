import assert from "node:assert/strict";
import test from "node:test";
import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import { requestPath, type RawResponse, type RequestSpec, type RESTInterface, type Watch } from "../rest/index.js";
import { Client, PatchType } from "./index.js";

interface Widget extends KubeObject {
  spec?: { size?: number };
}

/** Remembers what it is asked, answers with what it is given. */
class RecordingREST implements RESTInterface {
  readonly seen: RequestSpec[] = [];
  constructor(readonly answer: unknown = {}) {}
  request<T>(spec: RequestSpec): Promise<T> {
    this.seen.push(spec);
    return Promise.resolve(structuredClone(this.answer) as T);
  }
  close(): void {}
  requestRaw(): Promise<RawResponse> {
    throw new Error("unexpected");
  }
  watch<T>(spec: RequestSpec): Promise<Watch<T>> {
    this.seen.push(spec);
    return Promise.resolve({ stop: () => undefined, async *[Symbol.asyncIterator]() {} });
  }
}

const INFO = { gvk: { group: "ex.com", version: "v1", kind: "Widget" }, resource: "widgets" };
const BASE = "/apis/ex.com/v1/namespaces/ns/widgets";

type Call = (client: Client<Widget, KubeList<Widget>>) => Promise<unknown>;
const cases: { name: string; call: Call; method: string; path: string; body?: unknown; contentType?: string }[] = [
  {
    name: "create fills in kind and apiVersion",
    call: (c) => c.create({ metadata: { name: "a" }, spec: { size: 1 } }, { dryRun: ["All"], fieldManager: "m" }),
    method: "POST",
    path: `${BASE}?dryRun=All&fieldManager=m`,
    body: { kind: "Widget", apiVersion: "ex.com/v1", metadata: { name: "a" }, spec: { size: 1 } },
  },
  {
    name: "what the object says of itself stays",
    call: (c) => c.create({ kind: "Other", apiVersion: "ex.com/v2", metadata: {} }),
    method: "POST",
    path: BASE,
    body: { kind: "Other", apiVersion: "ex.com/v2", metadata: {} },
  },
  {
    name: "update",
    call: (c) => c.update({ metadata: { name: "a" } }, { fieldValidation: "Strict" }),
    method: "PUT",
    path: `${BASE}/a?fieldValidation=Strict`,
    body: { kind: "Widget", apiVersion: "ex.com/v1", metadata: { name: "a" } },
  },
  {
    name: "updateStatus",
    call: (c) => c.updateStatus({ metadata: { name: "a" } }),
    method: "PUT",
    path: `${BASE}/a/status`,
    body: { kind: "Widget", apiVersion: "ex.com/v1", metadata: { name: "a" } },
  },
  { name: "plain delete has no body", call: (c) => c.delete("a"), method: "DELETE", path: `${BASE}/a` },
  {
    name: "delete options go into the body",
    call: (c) => c.delete("a", { propagationPolicy: "Foreground", preconditions: { uid: "u" } }),
    method: "DELETE",
    path: `${BASE}/a`,
    body: {
      kind: "DeleteOptions",
      apiVersion: "meta.k8s.io/v1",
      propagationPolicy: "Foreground",
      preconditions: { uid: "u" },
    },
  },
  {
    name: "deleteCollection",
    call: (c) => c.deleteCollection({ gracePeriodSeconds: 0 }, { labelSelector: "a=b" }),
    method: "DELETE",
    path: `${BASE}?labelSelector=a%3Db`,
    body: { kind: "DeleteOptions", apiVersion: "meta.k8s.io/v1", gracePeriodSeconds: 0 },
  },
  {
    name: "get",
    call: (c) => c.get("a", { resourceVersion: "0" }),
    method: "GET",
    path: `${BASE}/a?resourceVersion=0`,
  },
  {
    name: "watch",
    call: (c) => c.watch({ resourceVersion: "5", allowWatchBookmarks: true }),
    method: "GET",
    path: `${BASE}?resourceVersion=5&allowWatchBookmarks=true`,
  },
  {
    name: "patch",
    call: (c) => c.patch("a", PatchType.Merge, { spec: null }, { subresource: "status", fieldManager: "m" }),
    method: "PATCH",
    path: `${BASE}/a/status?fieldManager=m`,
    body: { spec: null },
    contentType: "application/merge-patch+json",
  },
  {
    name: "apply",
    call: (c) => c.apply({ metadata: { name: "a" } }, { fieldManager: "m", force: true }),
    method: "PATCH",
    path: `${BASE}/a?fieldManager=m&force=true`,
    body: { metadata: { name: "a" } },
    contentType: "application/apply-patch+yaml",
  },
  {
    name: "applyStatus",
    call: (c) => c.applyStatus({ metadata: { name: "a" } }, { fieldManager: "m" }),
    method: "PATCH",
    path: `${BASE}/a/status?fieldManager=m`,
    body: { metadata: { name: "a" } },
    contentType: "application/apply-patch+yaml",
  },
];
for (const tc of cases) {
  test(tc.name, async () => {
    const rest = new RecordingREST();
    await tc.call(new Client<Widget, KubeList<Widget>>(rest, INFO, "ns"));
    assert.equal(rest.seen.length, 1);
    const spec = rest.seen[0]!;
    assert.equal(spec.method, tc.method);
    assert.equal(requestPath("", spec), tc.path);
    assert.deepEqual(spec.body, tc.body);
    assert.equal(spec.contentType, tc.contentType);
  });
}

test("items of a list get kind and apiVersion", async () => {
  const rest = new RecordingREST({ metadata: {}, items: [{ metadata: { name: "a" } }] });
  const list = await new Client<Widget, KubeList<Widget>>(rest, INFO, undefined).list({ limit: 1 });
  assert.deepEqual(list.items, [{ metadata: { name: "a" }, apiVersion: "ex.com/v1", kind: "Widget" }]);
  assert.equal(requestPath("", rest.seen[0]!), "/apis/ex.com/v1/widgets?limit=1");
});

test("what has no name is refused before it is sent", async () => {
  const rest = new RecordingREST();
  const client = new Client<Widget, KubeList<Widget>>(rest, INFO, "ns");
  await assert.rejects(client.update({ metadata: {} }), /metadata.name must be set/);
  await assert.rejects(client.apply({}, { fieldManager: "m" }), /metadata.name must be provided to apply/);
  assert.deepEqual(rest.seen, []);
});

/** Never run: the compiler is what is tested. */
export function typeTests(client: Client<Widget, KubeList<Widget>>): void {
  // @ts-expect-error a field that is not there
  void client.create({ metadata: {}, spec: { colour: 1 } });
  // @ts-expect-error apply needs to know who applies
  void client.apply({ metadata: { name: "a" } }, {});
  // @ts-expect-error watch is a verb of its own
  void client.list({ watch: true });
}
