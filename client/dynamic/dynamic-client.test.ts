import assert from "node:assert/strict";
import test from "node:test";
import { requestPath, type RawResponse, type RequestSpec, type RESTInterface, type Watch } from "../rest/index.js";
import { DynamicClient } from "./index.js";

class EchoREST implements RESTInterface {
  readonly seen: string[] = [];
  constructor(readonly answer: unknown = {}) {}
  request<T>(spec: RequestSpec): Promise<T> {
    this.seen.push(`${spec.method} ${requestPath("", spec)}`);
    return Promise.resolve(structuredClone(this.answer) as T);
  }
  close(): void {}
  requestRaw(): Promise<RawResponse> {
    throw new Error("unexpected");
  }
  watch<T>(): Promise<Watch<T>> {
    throw new Error("unexpected");
  }
}

const GVR = { group: "ex.com", version: "v1", resource: "widgets" };

test("resource, namespace and subresource make the path", async () => {
  const rest = new EchoREST();
  const widgets = new DynamicClient(rest).resource(GVR);
  const obj = { apiVersion: "ex.com/v1", kind: "Widget", metadata: { name: "a" } };
  await widgets.get("a");
  await widgets.namespace("ns").create(obj);
  await widgets.namespace("ns").updateSubresource("a", "status", obj);
  await widgets.namespace("ns").getSubresource("a", "scale");
  assert.deepEqual(rest.seen, [
    "GET /apis/ex.com/v1/widgets/a",
    "POST /apis/ex.com/v1/namespaces/ns/widgets",
    "PUT /apis/ex.com/v1/namespaces/ns/widgets/a/status",
    "GET /apis/ex.com/v1/namespaces/ns/widgets/a/scale",
  ]);
});

test("objects must say what they are", async () => {
  const widgets = new DynamicClient(new EchoREST()).resource(GVR);
  await assert.rejects(widgets.create({ metadata: {} }), /Object 'Kind' is missing/);
  await assert.rejects(widgets.update({ kind: "Widget", metadata: { name: "a" } }), /Object 'apiVersion' is missing/);
});

test("items take their kind from the list's", async () => {
  const rest = new EchoREST({ apiVersion: "ex.com/v1", kind: "WidgetList", metadata: {}, items: [{ metadata: {} }] });
  const { items } = await new DynamicClient(rest).resource(GVR).list();
  assert.deepEqual(items, [{ metadata: {}, apiVersion: "ex.com/v1", kind: "Widget" }]);
  const other = new EchoREST({ apiVersion: "v1", kind: "Odd", metadata: {}, items: [{ metadata: {} }] });
  assert.deepEqual((await new DynamicClient(other).resource(GVR).list()).items, [{ metadata: {} }]);
});
