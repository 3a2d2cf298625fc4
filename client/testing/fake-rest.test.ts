import assert from "node:assert/strict";
import test from "node:test";
import {
  isAlreadyExists,
  isBadRequest,
  isConflict,
  isInvalid,
  isNotFound,
  isResourceExpired,
  newInternalError,
  statusOf,
} from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import { Client, PatchType } from "../gentype/index.js";
import type { Watch } from "../rest/index.js";
import { createFakeREST, PushWatch, type FakeClientsetOptions, type FakeREST, type FakeResource } from "./index.js";

interface Widget extends KubeObject {
  spec?: { size?: number; tags?: string[] };
  status?: { ready?: boolean };
}

const GVK = { group: "ex.com", version: "v1", kind: "Widget" };
const WIDGETS: FakeResource = {
  gvk: GVK,
  listKind: "WidgetList",
  resource: "widgets",
  singular: "widget",
  namespaced: true,
  statusSubresource: true,
};

function widget(name: string, rest: Partial<Widget> = {}): Widget {
  return { apiVersion: "ex.com/v1", kind: "Widget", ...rest, metadata: { name, namespace: "ns", ...rest.metadata } };
}

function setup(
  objects: readonly Widget[] = [],
  opts: FakeClientsetOptions = {},
): { rest: FakeREST; client: Client<Widget, KubeList<Widget>>; all: Client<Widget, KubeList<Widget>> } {
  const rest = createFakeREST([WIDGETS], objects, { clock: new FakeClock(), random: () => 0, ...opts });
  const client = (namespace: string): Client<Widget, KubeList<Widget>> =>
    new Client(rest, { gvk: GVK, resource: "widgets" }, namespace);
  return { rest, client: client("ns"), all: client("") };
}

test("create fills in what the server decides and drops what it does not take", async () => {
  const { client } = setup();
  const sent = { metadata: { name: "a", uid: "mine" }, spec: { size: 1 }, status: { ready: true } };
  const created = await client.create(sent);
  assert.deepEqual(created, {
    apiVersion: "ex.com/v1",
    kind: "Widget",
    metadata: {
      name: "a",
      namespace: "ns",
      uid: "00000000-0000-4000-8000-000000000001",
      creationTimestamp: "2026-01-01T00:00:00Z",
      generation: 1,
      resourceVersion: "1",
    },
    spec: { size: 1 },
  });
  assert.equal((await client.create({ metadata: { generateName: "a-" } })).metadata.name, "a-bbbbb");
  await assert.rejects(client.create({ metadata: { name: "a" } }), isAlreadyExists);
  await assert.rejects(client.create({ metadata: {} }), isInvalid);
  await assert.rejects(client.create({ metadata: { name: "b", namespace: "other" } }), isBadRequest);
  await assert.rejects(
    client.create({ kind: "Gadget", apiVersion: "ex.com/v1", metadata: { name: "b" } }),
    isBadRequest,
  );
});

test("update: versions, generation, and the status apart", async () => {
  const { client } = setup([widget("a", { spec: { size: 1 }, status: { ready: false } })]);
  const old = await client.get("a");
  const updated = await client.update({ ...old, spec: { size: 2 }, status: { ready: true } });
  assert.deepEqual([updated.spec, updated.status, updated.metadata.generation], [{ size: 2 }, { ready: false }, 2]);
  await assert.rejects(client.update(old), isConflict);
  const { resourceVersion: _, ...unversioned } = updated.metadata;
  const same = await client.update({ ...updated, metadata: unversioned });
  assert.equal(same.metadata.resourceVersion, updated.metadata.resourceVersion, "no change, no new version");
  const ready = await client.updateStatus({ ...same, spec: { size: 9 }, status: { ready: true } });
  assert.deepEqual([ready.spec, ready.status, ready.metadata.generation], [{ size: 2 }, { ready: true }, 2]);
  await assert.rejects(client.update({ metadata: { name: "none" } }), isNotFound);
});

test("what is given out is a copy", async () => {
  const { client } = setup([widget("a", { spec: { size: 1 } })]);
  const one = await client.get("a");
  one.spec!.size = 9;
  assert.equal((await client.get("a")).spec!.size, 1);
});

test("delete: gone at once, or marked while there are finalizers; preconditions", async () => {
  const { client } = setup([widget("a"), widget("b", { metadata: { finalizers: ["x"] } })]);
  await assert.rejects(client.delete("a", { preconditions: { uid: "other" } }), isConflict);
  const gone = await client.delete("a");
  assert.equal(gone.kind, "Status");
  await assert.rejects(client.get("a"), isNotFound);
  const marked = (await client.delete("b")) as Widget;
  assert.equal(marked.metadata.deletionTimestamp, "2026-01-01T00:00:00Z");
  assert.equal((await client.delete("b")).kind, "Widget");
  await client.update({ ...marked, metadata: { ...marked.metadata, finalizers: [] } });
  await assert.rejects(client.get("b"), isNotFound);
});

test("lists and deletes of collections go by namespace, labels and names", async () => {
  const { client, all } = setup([
    widget("b", { metadata: { labels: { app: "x" } } }),
    widget("a", { metadata: { labels: { app: "y" } } }),
    widget("c", { metadata: { namespace: "other" } }),
  ]);
  const names = async (list: Promise<KubeList<Widget>>): Promise<string[]> =>
    (await list).items.map((item) => item.metadata.name!);
  assert.deepEqual(await names(client.list()), ["a", "b"]);
  assert.deepEqual(await names(all.list()), ["a", "b", "c"]);
  assert.deepEqual(await names(client.list({ labelSelector: "app in (x)" })), ["b"]);
  assert.deepEqual(await names(client.list({ fieldSelector: "metadata.name=a" })), ["a"]);
  await assert.rejects(client.list({ fieldSelector: "spec.size=1" }), isBadRequest);
  assert.equal((await client.list()).metadata.resourceVersion, "3");
  await client.deleteCollection({}, { labelSelector: "app=x" });
  assert.deepEqual(await names(client.list()), ["a"]);
});

test("patches of three kinds; apply needs a function", async () => {
  const { client } = setup([widget("a", { spec: { size: 1, tags: ["x"] } })]);
  const merged = await client.patch("a", PatchType.Merge, { spec: { size: null } });
  assert.deepEqual(merged.spec, { tags: ["x"] });
  const patched = await client.patch("a", PatchType.JSON, [{ op: "add", path: "/spec/tags/-", value: "y" }]);
  assert.deepEqual(patched.spec, { tags: ["x", "y"] });
  assert.equal((await client.patch("a", PatchType.StrategicMerge, '{"spec":{"size":3}}')).spec!.size, 3);
  const status = await client.patch(
    "a",
    PatchType.Merge,
    { spec: null, status: { ready: true } },
    { subresource: "status" },
  );
  assert.deepEqual([status.spec!.size, status.status], [3, { ready: true }]);
  await assert.rejects(client.patch("a", "text/plain" as PatchType, {}), /415|supported|accepted/);
  await assert.rejects(client.apply({ metadata: { name: "a" } }, { fieldManager: "m" }), /give its `apply` option/);
});

test("apply goes through the function that it is given", async () => {
  const seen: unknown[] = [];
  const { client } = setup([], {
    apply: ({ live, config, ...rest }) => {
      seen.push({ ...rest, live: live?.metadata.name });
      return { ...structuredClone(live ?? {}), ...structuredClone(config as Widget) };
    },
  });
  const config = { metadata: { name: "a" }, spec: { size: 1 } };
  assert.equal((await client.apply(config, { fieldManager: "m" })).metadata.resourceVersion, "1");
  await client.apply({ ...config, spec: { size: 2 } } as object, { fieldManager: "m", force: true });
  assert.deepEqual(seen, [
    { gvk: GVK, fieldManager: "m", force: false, subresource: "", live: undefined },
    { gvk: GVK, fieldManager: "m", force: true, subresource: "", live: "a" },
  ]);
});

async function take(watch: Watch<Widget>, count: number): Promise<string[]> {
  const seen: string[] = [];
  for await (const event of watch) {
    const { name, resourceVersion } = (event.object as Widget).metadata ?? {};
    seen.push(`${event.type} ${name ?? ""}@${resourceVersion}`);
    if (seen.length === count) break;
  }
  return seen;
}

test("a watch goes on from a version; what enters or leaves its selection is added or deleted", async () => {
  const { client, rest } = setup([widget("a", { metadata: { labels: { on: "1" } } })]);
  const { metadata } = await client.list();
  const watch = await client.watch({ resourceVersion: metadata.resourceVersion!, labelSelector: "on=1" });
  await client.patch("a", PatchType.Merge, { spec: { size: 1 } });
  await client.patch("a", PatchType.Merge, { metadata: { labels: { on: null } } });
  await client.create({ metadata: { name: "hidden" } });
  await client.patch("a", PatchType.Merge, { metadata: { labels: { on: "1" } } });
  await client.delete("a");
  assert.deepEqual(await take(watch, 4), ["MODIFIED a@2", "DELETED a@3", "ADDED a@5", "DELETED a@6"]);
  assert.equal(rest.tracker.collection(WIDGETS).watching, 0, "leaving the loop ends the watch");
  const replayed = await client.watch({ resourceVersion: "4" });
  assert.deepEqual(await take(replayed, 2), ["MODIFIED a@5", "DELETED a@6"]);
  rest.tracker.collection(WIDGETS).compact(6);
  await assert.rejects(client.watch({ resourceVersion: "4" }), isResourceExpired);
});

test("a watch without a version begins with what there is; a streaming list says when that is over", async () => {
  const { client } = setup([widget("a")]);
  assert.deepEqual(await take(await client.watch(), 1), ["ADDED a@1"]);
  const streaming = await client.watch({ sendInitialEvents: true, resourceVersionMatch: "NotOlderThan" });
  assert.deepEqual(await take(streaming, 2), ["ADDED a@1", "BOOKMARK @1"]);
});

test("a watch ends by stop and by its signal", async () => {
  const { client } = setup();
  const stopped = await client.watch();
  stopped.stop();
  assert.deepEqual(await take(stopped, 1), []);
  const controller = new AbortController();
  const aborted = take(await client.watch({ signal: controller.signal }), 1);
  controller.abort(new Error("enough"));
  await assert.rejects(aborted, /enough/);
});

test("a reader that is too far behind finds its watch ended", async () => {
  const watch = new PushWatch<Widget>();
  for (let i = 0; i < 10_001; i++) watch.push({ type: "ADDED", object: widget("a") });
  assert.ok(watch.ended);
  assert.deepEqual(await take(watch, 1), []);
});

test("reactors answer, fail and pass on, the latest first", async () => {
  const { client, rest } = setup([widget("a")]);
  rest.addReactor("get", "widgets", () => widget("from-last"));
  rest.prependReactor("get", "widgets", (action) => (action.name === "b" ? widget("from-first") : undefined));
  assert.equal((await client.get("b")).metadata.name, "from-first");
  assert.equal((await client.get("a")).metadata.name, "from-last");
  rest.prependReactor("*", "widgets/status", () => {
    throw newInternalError("broken");
  });
  await assert.rejects(client.updateStatus(widget("a")), /Internal error occurred: broken/);
  await client.update(widget("a", { spec: { size: 1 } }));
  const pushed = new PushWatch<Widget>();
  rest.prependWatchReactor("*", () => pushed);
  pushed.push({ type: "ADDED", object: widget("pushed") });
  assert.deepEqual(await take(await client.watch(), 1), ["ADDED pushed@undefined"]);
  assert.deepEqual(
    rest.actions().map((a) => `${a.verb} ${a.namespace}/${a.resource}/${a.subresource}/${a.name}`),
    [
      "get ns/widgets//b",
      "get ns/widgets//a",
      "update ns/widgets/status/a",
      "update ns/widgets//a",
      "watch ns/widgets//",
    ],
  );
  rest.clearActions();
  assert.deepEqual(rest.actions(), []);
});

test("what the fake does not serve is not found", async () => {
  const { rest } = setup();
  const gadgets = new Client(rest, { gvk: { ...GVK, kind: "Gadget" }, resource: "gadgets" }, "ns");
  await assert.rejects(gadgets.get("a"), (err) => isNotFound(err) && statusOf(err)?.details?.kind === "gadgets");
  assert.throws(
    () => rest.tracker.add({ apiVersion: "v1", kind: "Gadget", metadata: { name: "a" } }),
    /no kind v1, Kind=Gadget/,
  );
});
