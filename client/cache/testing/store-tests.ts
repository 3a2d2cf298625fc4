import { strict as assert } from "node:assert";
import test from "node:test";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { Indexer, Indexers } from "../indexer.js";

export interface Item extends KubeObject {
  readonly colours?: readonly string[];
}

export type MakeIndexer = (indexers: Indexers<Item>) => Indexer<Item>;

/** What every Indexer has to do. Call it at the top of a test file. */
export function runStoreTests(name: string, make: MakeIndexer): void {
  const byColour = { colour: (obj: DeepReadonly<Item>) => obj.colours ?? [] };
  const item = (key: string, ...colours: string[]): Item => {
    const [namespace, itemName] = key.includes("/") ? key.split("/") : ["", key];
    return { metadata: { name: itemName!, ...(namespace && { namespace }) }, colours };
  };
  const names = (objs: readonly DeepReadonly<Item>[]): string[] => objs.map((o) => o.metadata.name!).sort();

  void test(`${name}: add, get, update, delete`, () => {
    const store = make({});
    const first = item("ns/a");
    store.add(first);
    store.add(item("b"));
    assert.equal(store.size, 2);
    assert.equal(store.get(item("ns/a")), first);
    assert.equal(store.getByKey("ns/a"), first);
    assert.deepEqual(store.listKeys().sort(), ["b", "ns/a"]);
    const second = item("ns/a", "red");
    store.update(second);
    assert.equal(store.getByKey("ns/a"), second);
    store.delete(item("ns/a"));
    store.delete(item("ns/a"));
    assert.equal(store.getByKey("ns/a"), undefined);
    assert.deepEqual(names(store.list()), ["b"]);
  });

  void test(`${name}: an object without a name is refused`, () => {
    assert.throws(() => make({}).add({ metadata: {} }), /no metadata.name/);
  });

  void test(`${name}: what list returns is the caller's`, () => {
    const store = make({});
    store.add(item("a"));
    store.list().pop();
    assert.equal(store.list().length, 1);
  });

  void test(`${name}: indexes follow every change`, () => {
    const store = make(byColour);
    store.add(item("a", "red", "blue"));
    store.add(item("b", "blue"));
    assert.deepEqual(names(store.byIndex("colour", "blue")), ["a", "b"]);
    assert.deepEqual(names(store.index("colour", item("x", "red", "blue"))), ["a", "b"]);
    assert.deepEqual(store.indexKeys("colour", "red"), ["a"]);
    store.update(item("a", "green"));
    assert.deepEqual(names(store.byIndex("colour", "blue")), ["b"]);
    assert.deepEqual(store.byIndex("colour", "red"), []);
    store.delete(item("b"));
    assert.deepEqual(store.listIndexFuncValues("colour"), ["green"], "values that are no more are forgotten");
  });

  void test(`${name}: replace exchanges all, indexes included`, () => {
    const store = make(byColour);
    store.add(item("a", "red"));
    store.replace([item("b", "blue"), item("c", "blue")]);
    assert.deepEqual(names(store.list()), ["b", "c"]);
    assert.deepEqual(store.byIndex("colour", "red"), []);
    assert.deepEqual(names(store.byIndex("colour", "blue")), ["b", "c"]);
  });

  void test(`${name}: an index can be added later, once`, () => {
    const store = make({});
    store.add(item("a", "red"));
    assert.throws(() => store.byIndex("colour", "red"), /Index with name colour does not exist/);
    store.addIndexers(byColour);
    assert.deepEqual(names(store.byIndex("colour", "red")), ["a"]);
    assert.deepEqual(Object.keys(store.getIndexers()), ["colour"]);
    assert.throws(() => store.addIndexers(byColour), /indexer conflict: colour/);
  });
}
