import assert from "node:assert/strict";
import test from "node:test";
import { isNotFound } from "../../apimachinery/api/errors/index.js";
import { parseSelector } from "../../apimachinery/labels/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import {
  createIndexer,
  DeletedFinalStateUnknown,
  deletionHandlingKey,
  filteringHandler,
  metaNamespaceKey,
  NAMESPACE_INDEX,
  namespaceIndexFunc,
  ResourceIndexer,
  splitMetaNamespaceKey,
} from "./index.js";
import { runStoreTests } from "./testing/store-tests.js";

runStoreTests("MapIndexer", (indexers) => createIndexer({ indexers }));

test("keys", () => {
  assert.equal(metaNamespaceKey({ metadata: { name: "a" } }), "a");
  assert.equal(metaNamespaceKey({ metadata: { name: "a", namespace: "n" } }), "n/a");
  assert.deepEqual(splitMetaNamespaceKey("n/a"), { namespace: "n", name: "a" });
  assert.deepEqual(splitMetaNamespaceKey("a"), { namespace: "", name: "a" });
  assert.throws(() => splitMetaNamespaceKey("a/b/c"), /unexpected key format: "a\/b\/c"/);
  const tombstone = new DeletedFinalStateUnknown<KubeObject>("x/y", { metadata: { name: "y" } });
  assert.equal(deletionHandlingKey(tombstone), "x/y");
  assert.equal(deletionHandlingKey<KubeObject>({ metadata: { name: "a" } }), "a");
});

test("a lister reads by namespace, selector and name", () => {
  const indexer = createIndexer<KubeObject>({ indexers: { [NAMESPACE_INDEX]: namespaceIndexFunc } });
  for (const namespace of ["n", "m"]) {
    indexer.add({ metadata: { name: "a", namespace, labels: { in: namespace } } });
  }
  const gr = { group: "w.com", resource: "flunder" };
  const all = new ResourceIndexer(indexer, gr);
  assert.equal(all.list().length, 2);
  assert.deepEqual(
    all.list(parseSelector("in=m")).map((o) => o.metadata.namespace),
    ["m"],
  );
  const one = new ResourceIndexer(indexer, gr, "n");
  assert.equal(one.list().length, 1);
  assert.equal(one.get("a").metadata.namespace, "n");
  assert.throws(
    () => one.get("b"),
    (err) => isNotFound(err) && (err as Error).message === 'flunder.w.com "b" not found',
  );
});

test("a filtering handler turns changes of the filter's answer into adds and deletes", () => {
  const heard: string[] = [];
  const obj = (ok: boolean): KubeObject => ({ metadata: { name: "a", labels: ok ? { ok: "" } : {} } });
  const handler = filteringHandler<KubeObject>((o) => o.metadata.labels?.["ok"] === "", {
    onAdd: () => void heard.push("add"),
    onUpdate: () => void heard.push("update"),
    onDelete: () => void heard.push("delete"),
  });
  void handler.onAdd!(obj(false), false);
  void handler.onUpdate!(obj(false), obj(true));
  void handler.onUpdate!(obj(true), obj(true));
  void handler.onUpdate!(obj(true), obj(false));
  void handler.onUpdate!(obj(false), obj(false));
  void handler.onDelete!(new DeletedFinalStateUnknown<KubeObject>("a", obj(true)));
  void handler.onDelete!(obj(false));
  assert.deepEqual(heard, ["add", "update", "delete", "delete"]);
});
