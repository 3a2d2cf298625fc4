import assert from "node:assert/strict";
import { test } from "node:test";
import { statusOf } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { parseFieldSelector } from "../../../apimachinery/fields/index.js";
import { parseSelector } from "../../../apimachinery/labels/index.js";
import type { StrategyHooks } from "../../../apimachinery/strategy/index.js";
import { MemoryBackend } from "../../storage/memory/index.js";
import { DirectStorage } from "../../storage/resource/index.js";
import type { ObjectEvent, StoredObject } from "../../storage/resource-storage.js";
import { fakeContext, widget, widgetDefinition, widgetScheme, type Widget } from "../testing/index.js";
import { EVERY_OBJECT, SelectorPredicate, Store } from "./index.js";

interface Bench {
  readonly store: Store;
  readonly backend: MemoryBackend;
}

async function bench(hooks: StrategyHooks<Widget> = {}, random: () => number = Math.random): Promise<Bench> {
  const clock = new FakeClock();
  const backend = new MemoryBackend({ clock });
  await backend.start();
  let uids = 0;
  const store = new Store({
    definition: widgetDefinition(hooks),
    scheme: widgetScheme(),
    storage: (codec) => new DirectStorage({ backend, codec, clock }),
    keyPrefix: "/registry",
    clock,
    random,
    newUID: () => `uid-${++uids}`,
  });
  return { store, backend };
}

function read(object: StoredObject): Widget {
  return object.decoded() as Widget;
}

async function failure(work: Promise<unknown>): Promise<string> {
  const err: unknown = await work.then(
    () => assert.fail("it should have failed"),
    (reason: unknown) => reason,
  );
  const status = statusOf(err);
  if (status === undefined) throw err;
  return `${status.code} ${status.reason ?? ""}: ${status.message}`;
}

test("create fills what the server knows and stores the storage version without a resourceVersion", async () => {
  const { store, backend } = await bench();
  const created = await store.create(fakeContext(), widget("a", { spec: { replicas: 2 }, status: { ready: 9 } }));
  assert.deepEqual(read(created), {
    apiVersion: "example.com/__internal",
    kind: "Widget",
    metadata: {
      name: "a",
      namespace: "ns",
      uid: "uid-1",
      creationTimestamp: "2026-01-01T00:00:00Z",
      generation: 1,
      resourceVersion: created.revision.toString(),
    },
    spec: { replicas: 2, color: "grey" },
  });
  const stored = await backend.get("/registry/example.com/widgets/ns/a");
  const text = Buffer.from(stored!.bytes).toString();
  assert.ok(text.startsWith('{"kind":"Widget","apiVersion":"example.com/v1","metadata":{"name":"a"'), text);
  assert.ok(!text.includes("resourceVersion"));
});

test("an object that etcd would not take is refused by every store, by a dry run as well", async () => {
  const { store } = await bench();
  const withColor = (length: number): Widget => widget("a", { spec: { replicas: 1, color: "x".repeat(length) } });
  const stored = await store.create(fakeContext(), withColor(1));
  const rest = stored.bytes.length - 1 + 4 * "/registry/example.com/widgets/ns/a".length + 128;
  const largest = 1.5 * 1024 * 1024 - rest;
  const refusal = "500 : etcdserver: request is too large";
  const update = (length: number, ctx = fakeContext()) =>
    store.update(ctx, { name: "a", transform: () => withColor(length) });
  assert.equal(await failure(update(largest + 1)), refusal);
  assert.equal(await failure(update(largest + 1, fakeContext({ dryRun: true }))), refusal);
  assert.equal(await failure(store.create(fakeContext(), withColor(largest + 1024))), refusal);
  await update(largest);
});

test("create refuses in upstream's words", async () => {
  const { store } = await bench();
  const create = (object: Widget, ctx = fakeContext()) => store.create(ctx, object);
  await create(widget("a"));
  assert.equal(await failure(create(widget("a"))), '409 AlreadyExists: widgets.example.com "a" already exists');
  assert.equal(
    await failure(create(widget("", {}))),
    '422 Invalid: Widget.example.com "" is invalid: metadata.name: Required value: name or generateName is required',
  );
  assert.equal(
    await failure(create(widget("b", { metadata: { name: "b", namespace: "other" } }))),
    "400 BadRequest: the namespace of the provided object does not match the namespace sent on the request",
  );
  assert.equal(
    await failure(create(widget("b", { metadata: { name: "b", resourceVersion: "5" } }))),
    "500 : resourceVersion should not be set on objects to be created",
  );
  assert.equal(
    await failure(create(widget("b", { spec: { replicas: -1 } }))),
    '422 Invalid: Widget.example.com "b" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
  assert.equal(
    await failure(create(widget("b", { spec: { replicas: -1 } }), fakeContext({ version: "v2" }))),
    '422 Invalid: Widget.example.com "b" is invalid: spec.count: Invalid value: -1: must be greater than or equal to 0',
    "errors name the fields of the client's version",
  );
});

test("hooks run in order, and admission after them", async () => {
  const calls: string[] = [];
  const { store } = await bench({
    prepareForCreate: (_ctx, obj) => {
      calls.push(`prepare ${obj.metadata.name}`);
      obj.spec = { color: "red" };
    },
    validate: (_ctx, obj) => {
      calls.push(`validate ${obj.spec?.color}`);
      return [];
    },
    warningsOnCreate: () => ["careful"],
    canonicalize: (obj) => {
      calls.push("canonicalize");
      obj.spec!.color = "RED";
    },
  });
  const ctx = fakeContext();
  const created = await store.create(ctx, widget("a"), async (obj) => {
    calls.push(`admit ${(obj as Widget).spec?.color}`);
  });
  assert.deepEqual(calls, ["prepare a", "validate red", "canonicalize", "admit RED"]);
  assert.equal(read(created).spec?.color, "RED");
  assert.deepEqual(ctx.warnings, ["careful"]);
});

test("generated names are tried again while they are taken", async () => {
  // Six calls of random make a name too many for the first two attempts: the third one differs.
  const sequence = [...Array<number>(10).fill(0), ...Array<number>(5).fill(0.99)];
  const { store } = await bench({}, () => sequence.shift() ?? 0.5);
  const make = () => store.create(fakeContext(), widget("", { metadata: { generateName: "w-" } }));
  assert.equal(read(await make()).metadata.name, "w-bbbbb");
  assert.equal(read(await make()).metadata.name, "w-99999");
  const stuck = await bench({}, () => 0);
  const again = () => stuck.store.create(fakeContext(), widget("", { metadata: { generateName: "w-" } }));
  await again();
  assert.equal(
    await failure(again()),
    '409 AlreadyExists: widgets.example.com "w-bbbbb" already exists, the server was not able to generate a unique name for the object',
  );
});

test("update keeps what the server owns and counts changes of the spec", async () => {
  const { store } = await bench();
  const created = read(await store.create(fakeContext(), widget("a", { spec: { replicas: 1 } })));
  const update = (object: Widget) => store.update(fakeContext(), { name: "a", transform: () => object });
  const changed = await update(widget("a", { spec: { replicas: 2, color: "blue" }, status: { ready: 4 } }));
  const { metadata, spec, status } = read(changed.object);
  assert.equal(changed.created, false);
  assert.deepEqual(
    [metadata.uid, metadata.creationTimestamp, metadata.generation],
    ["uid-1", created.metadata.creationTimestamp, 2],
  );
  assert.deepEqual([spec, status], [{ replicas: 2, color: "blue" }, undefined]);
  const labelled = await update(
    widget("a", { metadata: { labels: { a: "b" } }, spec: { color: "blue", replicas: 2 } }),
  );
  assert.equal(read(labelled.object).metadata.generation, 2, "labels are not part of the spec");
});

test("equal objects are not written again, whatever the order of their members", async () => {
  const { store } = await bench();
  const created = await store.create(fakeContext(), widget("a", { spec: { replicas: 1, color: "blue" } }));
  const same = await store.update(fakeContext(), {
    name: "a",
    transform: () => widget("a", { spec: { color: "blue", replicas: 1 } }),
  });
  assert.equal(same.object.revision, created.revision);
});

test("times of managed fields alone are no change", async () => {
  const { store } = await bench();
  const managed = (time: string) => ({
    managedFields: [
      { manager: "m", operation: "Update", apiVersion: "v1", time, fieldsType: "FieldsV1", fieldsV1: {} },
    ],
  });
  const first = await store.create(
    fakeContext(),
    widget("a", { metadata: managed("2026-01-01T00:00:00Z"), spec: { color: "grey" } }),
  );
  const same = await store.update(fakeContext(), {
    name: "a",
    transform: () => widget("a", { metadata: managed("2026-02-01T00:00:00Z"), spec: { color: "grey" } }),
  });
  assert.equal(same.object.revision, first.revision);
  const changed = await store.update(fakeContext(), {
    name: "a",
    transform: () => widget("a", { metadata: managed("2026-02-01T00:00:00Z"), spec: { color: "red" } }),
  });
  assert.equal(read(changed.object).metadata.managedFields?.[0]?.time, "2026-02-01T00:00:00Z");
});

test("update refuses in upstream's words", async () => {
  const { store } = await bench();
  await store.create(fakeContext(), widget("a"));
  const update = (object: Widget, uid?: string) =>
    failure(
      store.update(fakeContext(), {
        name: object.metadata.name!,
        transform: () => object,
        ...(uid === undefined ? {} : { uid }),
      }),
    );
  assert.equal(await update(widget("none")), '404 NotFound: widgets.example.com "none" not found');
  assert.equal(
    await update(widget("a", { metadata: { resourceVersion: "1" } })),
    '409 Conflict: Operation cannot be fulfilled on widgets.example.com "a": the object has been modified; please apply your changes to the latest version and try again',
  );
  assert.equal(
    await update(widget("a", { metadata: { resourceVersion: "abc" } })),
    '500 : strconv.ParseUint: parsing "abc": invalid syntax',
  );
  assert.equal(
    await update(widget("a"), "other"),
    '409 Conflict: Operation cannot be fulfilled on widgets.example.com "a": StorageError: invalid object, Code: 4, Key: /registry/example.com/widgets/ns/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: other, UID in object meta: uid-1',
  );
  assert.equal(
    await update(widget("a", { metadata: { uid: "zzz" } })),
    '422 Invalid: Widget.example.com "a" is invalid: metadata.uid: Invalid value: "zzz": field is immutable',
  );
  const strict = await bench({ allowUnconditionalUpdate: false });
  await strict.store.create(fakeContext(), widget("a"));
  assert.equal(
    await failure(strict.store.update(fakeContext(), { name: "a", transform: () => widget("a") })),
    '422 Invalid: widgets.example.com "a" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  );
});

test("an update without a resourceVersion wins against others in the end", async () => {
  const { store } = await bench();
  await store.create(fakeContext(), widget("a", { spec: { replicas: 0 } }));
  let meddled = 0;
  const result = await store.update(fakeContext(), {
    name: "a",
    transform: async (current) => {
      const { spec } = read(current!);
      if (meddled++ < 3) {
        await store.update(fakeContext(), { name: "a", transform: () => widget("a", { spec: { replicas: meddled } }) });
      }
      return widget("a", { spec: { ...spec, color: "red" } });
    },
  });
  assert.deepEqual(read(result.object).spec, { replicas: 3, color: "red" });
});

test("update may create where the kind or the caller says so", async () => {
  const { store } = await bench({ allowCreateOnUpdate: true });
  const put = await store.update(fakeContext(), { name: "a", transform: () => widget("a") });
  assert.equal(put.created, true);
  const plain = await bench();
  const applied = await plain.store.update(fakeContext(), {
    name: "a",
    forceAllowCreate: true,
    transform: (current) => (assert.equal(current, undefined), widget("a", { metadata: { uid: "mine" } })),
  });
  assert.deepEqual([applied.created, read(applied.object).metadata.uid], [true, "uid-1"]);
});

test("the status strategy changes the status alone", async () => {
  const { store } = await bench();
  await store.create(fakeContext(), widget("a", { spec: { replicas: 1 } }));
  const { object } = await store.update(fakeContext(), {
    name: "a",
    strategy: store.strategyOf("status"),
    transform: () =>
      widget("a", { metadata: { annotations: { k: "v" } }, spec: { replicas: 7 }, status: { ready: 1 } }),
  });
  const { metadata, spec, status } = read(object);
  assert.deepEqual([spec, status], [{ replicas: 1, color: "grey" }, { ready: 1 }]);
  assert.deepEqual([metadata.generation, metadata.annotations], [1, { k: "v" }]);
});

test("dry runs change nothing", async () => {
  const { store, backend } = await bench();
  await store.create(fakeContext(), widget("a"));
  const before = await backend.currentRevision();
  const dry = fakeContext({ dryRun: true });
  const created = await store.create(dry, widget("b"));
  assert.equal(read(created).metadata.resourceVersion, undefined);
  assert.match(await failure(store.create(dry, widget("a"))), /^409 AlreadyExists/);
  const updated = await store.update(dry, { name: "a", transform: () => widget("a", { spec: { replicas: 5 } }) });
  assert.equal(read(updated.object).spec?.replicas, 5);
  assert.equal((await store.delete(dry, { name: "a", options: {} })).outcome, "removed");
  assert.equal(
    (await store.delete(dry, { name: "a", options: { propagationPolicy: "Foreground" } })).outcome,
    "marked",
  );
  assert.equal(await backend.currentRevision(), before);
});

test("delete removes, or marks what finalizers keep", async () => {
  const { store } = await bench();
  await store.create(fakeContext(), widget("plain"));
  assert.equal((await store.delete(fakeContext(), { name: "plain", options: {} })).outcome, "removed");
  assert.match(await failure((async () => store.get("ns", "plain"))()), /^404/);

  await store.create(fakeContext(), widget("kept", { metadata: { finalizers: ["a/b"] } }));
  const marked = await store.delete(fakeContext(), { name: "kept", options: {} });
  assert.equal(marked.outcome, "marked");
  const { metadata } = read(marked.object);
  assert.deepEqual(
    [metadata.deletionTimestamp, metadata.deletionGracePeriodSeconds, metadata.generation],
    ["2026-01-01T00:00:00Z", 0, 2],
  );
  const again = await store.delete(fakeContext({ now: Date.parse("2026-01-01T01:00:00Z") }), {
    name: "kept",
    options: {},
  });
  assert.equal(again.object.revision, marked.object.revision, "a second deletion changes nothing");
  assert.match(
    await failure(store.create(fakeContext(), widget("kept"))),
    /^409 AlreadyExists: object is being deleted: widgets.example.com "kept" already exists/,
  );
  const update = (finalizers: string[]) =>
    store.update(fakeContext(), { name: "kept", transform: () => widget("kept", { metadata: { finalizers } }) });
  assert.match(await failure(update(["a/b", "c/d"])), /found new finalizers \[\]string{"c\/d"}/);
  await update([]);
  assert.match(
    await failure((async () => store.get("ns", "kept"))()),
    /^404/,
    "the last finalizer's end is the object's",
  );
});

test("policies for dependents become finalizers", async () => {
  const { store } = await bench();
  const cases = [
    { policy: { propagationPolicy: "Orphan" }, want: ["orphan"] },
    { policy: { propagationPolicy: "Foreground" }, want: ["foregroundDeletion"] },
    { policy: { orphanDependents: true }, want: ["orphan"] },
    { policy: { propagationPolicy: "Background" }, want: undefined },
    { policy: { orphanDependents: false }, want: undefined },
  ];
  for (const [i, { policy, want }] of cases.entries()) {
    await store.create(fakeContext(), widget(`w${i}`));
    const { outcome, object } = await store.delete(fakeContext(), { name: `w${i}`, options: policy });
    assert.deepEqual([outcome, read(object).metadata.finalizers], [want ? "marked" : "removed", want]);
  }
});

test("preconditions of a deletion", async () => {
  const { store } = await bench();
  await store.create(fakeContext(), widget("a"));
  assert.equal(
    await failure(store.delete(fakeContext(), { name: "a", options: { preconditions: { uid: "x" } } })),
    '409 Conflict: Operation cannot be fulfilled on Widget.example.com "a": the UID in the precondition (x) does not match the UID in record (uid-1). The object might have been deleted and then recreated',
  );
  assert.match(
    await failure(store.delete(fakeContext(), { name: "a", options: { preconditions: { resourceVersion: "1" } } })),
    /the ResourceVersion in the precondition \(1\) does not match the ResourceVersion in record/,
  );
});

test("graceful deletion gives time, which later requests can only shorten", async () => {
  const { store } = await bench({ defaultDeleteGraceSeconds: () => 30 });
  const at = (seconds: number) => fakeContext({ now: Date.parse("2026-01-01T00:00:00Z") + seconds * 1000 });
  await store.create(at(0), widget("a"));
  const remove = (seconds: number, gracePeriodSeconds?: number) =>
    store.delete(at(seconds), {
      name: "a",
      options: gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds },
    });
  const mark = (result: { object: StoredObject }) => {
    const { deletionTimestamp, deletionGracePeriodSeconds } = read(result.object).metadata;
    return [deletionTimestamp, deletionGracePeriodSeconds];
  };
  assert.deepEqual(mark(await remove(0)), ["2026-01-01T00:00:30Z", 30]);
  assert.equal((await remove(1)).outcome, "pending");
  assert.equal((await remove(1, 60)).outcome, "pending");
  assert.deepEqual(mark(await remove(2, 10)), ["2026-01-01T00:00:10Z", 10]);
  assert.deepEqual(mark(await remove(9, 5)), ["2026-01-01T00:00:09Z", 1], "the shorter time is over already");
  assert.equal((await remove(9, 0)).outcome, "removed");
});

test("a kind may hold back its deletion", async () => {
  const { store } = await bench({
    blocksDeletion: (obj) => (obj.spec?.replicas ?? 0) > 0,
    prepareForDelete: (_ctx, obj) => void (obj.status = { selector: "going" }),
  });
  await store.create(fakeContext(), widget("a", { spec: { replicas: 1 } }));
  const marked = await store.delete(fakeContext(), { name: "a", options: {} });
  assert.deepEqual([marked.outcome, read(marked.object).status], ["marked", { selector: "going" }]);
  await store.update(fakeContext(), { name: "a", transform: () => widget("a", { spec: { replicas: 0 } }) });
  assert.match(await failure((async () => store.get("ns", "a"))()), /^404/);
});

test("lists page by token, and select by labels and fields", async () => {
  const { store } = await bench();
  for (let i = 0; i < 5; i++) {
    await store.create(
      fakeContext(),
      widget(`w${i}`, { metadata: { labels: { odd: String(i % 2 === 1) } }, spec: { color: `c${i}` } }),
    );
  }
  await store.create(fakeContext({ namespace: "other" }), widget("x"));
  const names = (page: { items: readonly StoredObject[] }) => page.items.map((item) => read(item).metadata.name);
  const first = await store.list({ namespace: "ns", predicate: EVERY_OBJECT, limit: 2 });
  assert.deepEqual([names(first), first.remainingItemCount], [["w0", "w1"], 3]);
  assert.equal(
    Buffer.from(first.continue, "base64url").toString(),
    `{"v":"meta.k8s.io/v1","rv":${first.revision},"start":"/w1\\u0000"}`,
  );
  const second = await store.list({ namespace: "ns", predicate: EVERY_OBJECT, limit: 3, continue: first.continue });
  assert.deepEqual([names(second), second.continue], [["w2", "w3", "w4"], ""]);
  const select = (labels: string, fields: string) =>
    store.list({ namespace: "", predicate: new SelectorPredicate(parseSelector(labels), parseFieldSelector(fields)) });
  assert.deepEqual(names(await select("odd=true", "")), ["w1", "w3"]);
  assert.deepEqual(names(await select("odd", "spec.color=c3")), ["w3"]);
  assert.deepEqual(names(await select("", "metadata.namespace=other")), ["x"]);
});

test("list refuses in upstream's words", async () => {
  const { store, backend } = await bench();
  await store.create(fakeContext(), widget("a"));
  await store.create(fakeContext(), widget("b"));
  const list = (request: object) => failure(store.list({ namespace: "ns", predicate: EVERY_OBJECT, ...request }));
  const token = (await store.list({ namespace: "ns", predicate: EVERY_OBJECT, limit: 1 })).continue;
  assert.equal(
    await list({ continue: "zzz" }),
    "400 BadRequest: invalid continue token: continue key is not valid: invalid character 'Ï' looking for beginning of value",
  );
  assert.equal(
    await list({ continue: "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MCwic3RhcnQiOiIifQ" }),
    "400 BadRequest: invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)",
  );
  assert.equal(
    await list({ continue: token, resourceVersion: "5" }),
    "400 BadRequest: specifying resource version is not allowed when using continue",
  );
  assert.equal(
    await list({ resourceVersion: "x" }),
    '400 BadRequest: invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
  );
  assert.match(
    await list({ resourceVersion: "99999" }),
    /^504 Timeout: Timeout: Too large resource version: 99999, current: /,
  );

  // {"v":"meta.k8s.io/v1","rv":99999,"start":"a\0"}
  assert.match(
    await list({ continue: "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6OTk5OTksInN0YXJ0IjoiYVx1MDAwMCJ9" }),
    /^504 Timeout: Timeout: Too large resource version: 99999, current: /,
  );

  await store.update(fakeContext(), { name: "b", transform: () => widget("b", { spec: { replicas: 1 } }) });
  await backend.compact(await backend.currentRevision());
  const expired = await store
    .list({ namespace: "ns", predicate: EVERY_OBJECT, continue: token })
    .catch((err: unknown) => statusOf(err));
  assert.ok(expired !== undefined && !("items" in expired));
  assert.deepEqual([expired.code, expired.reason], [410, "Expired"]);
  const rest = await store.list({ namespace: "ns", predicate: EVERY_OBJECT, continue: expired.metadata!.continue! });
  assert.deepEqual(
    rest.items.map((item) => read(item).metadata.name),
    ["b"],
    "the answer's token goes on, inconsistently",
  );
});

test("delete collection deletes what was listed", async () => {
  const { store } = await bench();
  for (let i = 0; i < 100; i++) {
    const finalizers = i === 7 ? { finalizers: ["a/b"] } : {};
    await store.create(
      fakeContext(),
      widget(`w${i}`, { metadata: { labels: { even: String(i % 2 === 0) }, ...finalizers } }),
    );
  }
  const predicate = new SelectorPredicate(parseSelector("even=false"));
  const seen: string[] = [];
  const list = { namespace: "ns", predicate };
  const deleted = await store.deleteCollection(fakeContext(), list, {
    options: {},
    validate: async (name) => void seen.push(name),
  });
  assert.equal(deleted.items.length, 50);
  assert.equal(new Set(seen).size, 50);
  const left = await store.list({ namespace: "ns", predicate: EVERY_OBJECT });
  assert.equal(left.items.length, 51, "one is kept by its finalizer");
});

test("watch follows writes, and reports malformed versions at once", async () => {
  const { store } = await bench();
  const stop = new AbortController();
  const created = await store.create(fakeContext(), widget("a"));
  const seen: string[] = [];
  const watch = store.watch({
    namespace: "ns",
    predicate: EVERY_OBJECT,
    allowBookmarks: false,
    resourceVersion: created.revision.toString(),
    signal: stop.signal,
  });
  const reading = (async () => {
    for await (const batch of watch) {
      for (const event of batch as ObjectEvent[]) {
        if (event.type === "BOOKMARK") continue;
        seen.push(`${event.type} ${read(event.object).metadata.name}`);
        if (event.type === "DELETED") return;
      }
    }
  })();
  await store.update(fakeContext(), { name: "a", transform: () => widget("a", { spec: { replicas: 3 } }) });
  await store.delete(fakeContext(), { name: "a", options: {} });
  await reading;
  stop.abort();
  assert.deepEqual(seen, ["MODIFIED a", "DELETED a"]);
  assert.throws(
    () => store.watch({ namespace: "ns", predicate: EVERY_OBJECT, allowBookmarks: false, resourceVersion: "x" }),
    /resourceVersion: Invalid value: "x"/,
  );
});
