import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesAtHand, lazyTable, mergeTables } from "./index.js";

interface Entry {
  readonly of: string;
}

function counted(): { readonly table: { readonly [name: string]: Entry }; readonly made: string[] } {
  const made: string[] = [];
  const table = lazyTable<Entry>({
    plain: { of: "plain" },
    lazy: () => {
      made.push("lazy");
      return { of: "lazy" };
    },
  });
  return { table, made };
}

test("an entry is made when it is asked for, and once", () => {
  const { table, made } = counted();
  assert.deepEqual(Object.keys(table), ["plain", "lazy"]);
  assert.equal(table["none"], undefined);
  assert.deepEqual(made, []);
  assert.equal(table["lazy"], table["lazy"]);
  assert.deepEqual(made, ["lazy"]);
  assert.deepEqual(table, { plain: { of: "plain" }, lazy: { of: "lazy" } });
});

test("merging makes no entry, and what is made then is made for all", () => {
  const { table, made } = counted();
  const first = mergeTables(table, { own: { of: "own" }, plain: { of: "second" } });
  const second = mergeTables({ lazy: { of: "before" } }, first);
  assert.deepEqual(made, []);
  assert.equal(first["lazy"], table["lazy"]);
  assert.deepEqual(made, ["lazy"]);
  assert.deepEqual(second, { lazy: { of: "before" }, plain: { of: "plain" }, own: { of: "own" } });
});

test("looking at what is at hand makes no entry", () => {
  const { table, made } = counted();
  assert.deepEqual([...entriesAtHand(mergeTables(table))], [["plain", { of: "plain" }]]);
  assert.deepEqual(made, []);
});
