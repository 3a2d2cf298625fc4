import assert from "node:assert/strict";
import { isStorageError } from "../errors.js";
import type { ListPage, ListQuery, ResourceStorage } from "../resource-storage.js";
import { PREFIX, whileTimePasses, type ResourceTest, type ResourceUnderTest } from "./resource-under-test.js";
import { everything, nameOf, selecting, testObject } from "./test-objects.js";

function listOf(storage: ResourceStorage, query: Partial<ListQuery> = {}, prefix = PREFIX): Promise<ListPage> {
  return storage.list(prefix, { limit: 0, predicate: everything, ...query });
}

/** Five objects, a revision to look back to, then one more, one changed and one gone. */
async function fill({ backend }: ResourceUnderTest): Promise<{ before: bigint; now: bigint }> {
  for (const name of ["a", "b", "c", "d", "e"]) {
    await backend.create(
      `${PREFIX}ns/${name}`,
      testObject("ns", name, { labels: { kind: name < "c" ? "low" : "high" } }),
    );
  }
  const before = await backend.currentRevision();
  const b = await backend.get(`${PREFIX}ns/b`);
  await backend.delete(b!.key, b!.modRevision);
  await backend.create(`${PREFIX}ns/f`, testObject("ns", "f", { labels: { kind: "high" } }));
  const c = await backend.get(`${PREFIX}ns/c`);
  await backend.update(c!.key, testObject("ns", "c", { labels: { kind: "low" } }), c!.modRevision);
  await backend.create("/registry/others/z", testObject("", "z"));
  return { before, now: await backend.currentRevision() };
}

interface Row {
  readonly name: string;
  readonly query: (at: { before: bigint; now: bigint }) => Partial<ListQuery>;
  readonly want: string;
  /** Where it differs when a limit means nothing for any age. */
  readonly wantWhole?: string;
  readonly revision: "before" | "now" | "any";
}

const OLD = "a,b,c,d,e";
const NEW = "a,c,d,e,f";
const rows: readonly Row[] = [
  { name: "no version", query: () => ({}), want: NEW, revision: "now" },
  { name: "no version, limit", query: () => ({ limit: 2 }), want: "a,c|3", revision: "now" },
  { name: "0", query: () => ({ resourceVersion: "0" }), want: NEW, revision: "any" },
  {
    name: "0, limit",
    query: () => ({ resourceVersion: "0", limit: 2 }),
    want: "a,c|3",
    wantWhole: NEW,
    revision: "any",
  },
  { name: "a version", query: (at) => ({ resourceVersion: `${at.before}` }), want: NEW, revision: "any" },
  { name: "the newest version", query: (at) => ({ resourceVersion: `${at.now}` }), want: NEW, revision: "now" },
  {
    name: "a version and a limit",
    query: (at) => ({ resourceVersion: `${at.before}`, limit: 2 }),
    want: "a,b|3",
    revision: "before",
  },
  {
    name: "NotOlderThan 0",
    query: () => ({ resourceVersion: "0", resourceVersionMatch: "NotOlderThan" }),
    want: NEW,
    revision: "any",
  },
  {
    name: "NotOlderThan a version",
    query: (at) => ({ resourceVersion: `${at.before}`, resourceVersionMatch: "NotOlderThan" }),
    want: NEW,
    revision: "any",
  },
  {
    name: "NotOlderThan a version, limit",
    query: (at) => ({ resourceVersion: `${at.before}`, resourceVersionMatch: "NotOlderThan", limit: 4 }),
    want: "a,c,d,e|1",
    revision: "any",
  },
  {
    name: "Exact",
    query: (at) => ({ resourceVersion: `${at.before}`, resourceVersionMatch: "Exact" }),
    want: OLD,
    revision: "before",
  },
  {
    name: "Exact the newest version",
    query: (at) => ({ resourceVersion: `${at.now}`, resourceVersionMatch: "Exact" }),
    want: NEW,
    revision: "now",
  },
  {
    name: "Exact, limit",
    query: (at) => ({ resourceVersion: `${at.before}`, resourceVersionMatch: "Exact", limit: 4 }),
    want: "a,b,c,d|1",
    revision: "before",
  },
  {
    name: "continue",
    query: (at) => ({ continue: { after: `${PREFIX}ns/b`, revision: at.before }, limit: 2 }),
    want: "c,d|1",
    revision: "before",
  },
  {
    name: "continue without limit",
    query: (at) => ({ continue: { after: `${PREFIX}ns/b`, revision: at.before } }),
    want: "c,d,e",
    revision: "before",
  },
  {
    name: "inconsistent continue",
    query: () => ({ continue: { after: `${PREFIX}ns/b`, revision: 0n }, limit: 3 }),
    want: "c,d,e|1",
    revision: "now",
  },
  { name: "selector", query: () => ({ predicate: selecting({ kind: "high" }) }), want: "d,e,f", revision: "now" },
  {
    name: "selector, limit",
    query: () => ({ predicate: selecting({ kind: "high" }), limit: 2 }),
    want: "d,e|?",
    revision: "now",
  },
  {
    name: "selector, limit that just suffices",
    query: () => ({ predicate: selecting({ kind: "high" }), limit: 3 }),
    want: "d,e,f",
    revision: "now",
  },
  {
    name: "selector at a version, limit",
    query: (at) => ({ resourceVersion: `${at.before}`, predicate: selecting({ kind: "low" }), limit: 2 }),
    want: "a,b|?",
    revision: "before",
  },
  {
    name: "selector of a name",
    query: () => ({ predicate: selecting({}, { "metadata.name": "d" }) }),
    want: "d",
    revision: "now",
  },
  {
    name: "selector of a namespace that is not there",
    query: () => ({ predicate: selecting({}, { "metadata.namespace": "none" }) }),
    want: "",
    revision: "now",
  },
];

/** The names of a page; after a bar what remains, or `?` when more may follow. */
function shapeOf(page: ListPage): string {
  const names = page.items.map(nameOf).join();
  if (page.continueAfter === undefined) {
    assert.equal(page.remainingItemCount, undefined);
    return names;
  }
  return `${names}|${page.remainingItemCount ?? "?"}`;
}

const tableTests: readonly ResourceTest[] = rows.map((row) => ({
  name: `list: ${row.name}`,
  async run(under) {
    const at = await fill(under);
    const page = await whileTimePasses(under.clock, listOf(under.storage, row.query(at)));
    assert.equal(shapeOf(page), under.limitIgnoredForAnyAge ? (row.wantWhole ?? row.want) : row.want);
    if (row.revision === "any") assert.ok(page.revision <= at.now);
    else assert.equal(page.revision, at[row.revision]);
  },
}));

/** Lists by version, match and limit, pages and their errors. */
export const listTests: readonly ResourceTest[] = [
  ...tableTests,
  {
    name: "pages fit together at one revision while others write",
    async run({ storage, backend, clock }) {
      for (let i = 10; i < 22; i++) await backend.create(`${PREFIX}ns/${i}`, testObject("ns", `${i}`));
      let page = await whileTimePasses(clock, listOf(storage, { limit: 5 }));
      const names = page.items.map(nameOf);
      const { revision } = page;
      while (page.continueAfter !== undefined) {
        const victim = (await backend.list(PREFIX)).values.at(-1)!;
        await backend.delete(victim.key, victim.modRevision);
        await backend.create(`${PREFIX}ns/1${names.length}x`, testObject("ns", "new"));
        page = await listOf(storage, { limit: 5, continue: { after: page.continueAfter, revision } });
        names.push(...page.items.map(nameOf));
        assert.equal(page.revision, revision);
      }
      assert.deepEqual(
        names,
        Array.from({ length: 12 }, (_, i) => `${i + 10}`),
      );
    },
  },
  {
    name: "pages with a selector lead to every match",
    async run({ storage, backend, clock }) {
      for (let i = 100; i < 400; i++)
        await backend.create(`${PREFIX}ns/${i}`, testObject("ns", `${i}`, { labels: { mod: `${i % 50}` } }));
      const names: string[] = [];
      let page = await whileTimePasses(clock, listOf(storage, { limit: 2, predicate: selecting({ mod: "7" }) }));
      for (;;) {
        names.push(...page.items.map(nameOf));
        if (page.continueAfter === undefined) break;
        const next = { after: page.continueAfter, revision: page.revision };
        page = await listOf(storage, { limit: 2, predicate: selecting({ mod: "7" }), continue: next });
      }
      assert.deepEqual(names, ["107", "157", "207", "257", "307", "357"]);
    },
  },
  {
    name: "a namespace's list holds that namespace only",
    async run({ storage, backend, clock }) {
      for (const key of ["a/1", "ab/2", "b/3", "a/4"])
        await backend.create(PREFIX + key, testObject(key.split("/")[0]!, key));
      assert.deepEqual(
        (await whileTimePasses(clock, listOf(storage, {}, `${PREFIX}a/`))).items.map((o) => o.key),
        [`${PREFIX}a/1`, `${PREFIX}a/4`],
      );
      const selected = await listOf(storage, { predicate: selecting({}, { "metadata.namespace": "a" }) });
      assert.deepEqual(selected.items.map(nameOf), ["1", "4"]);
    },
  },
  {
    name: "a version that is not reached in time is too large, and says what is current",
    async run({ storage, backend, clock }) {
      const { modRevision } = await backend.create(`${PREFIX}ns/x`, testObject("ns", "x"));
      const future = `${modRevision + 10n}`;
      const queries: Partial<ListQuery>[] = [
        { resourceVersion: future },
        { resourceVersion: future, limit: 1 },
        { resourceVersion: future, resourceVersionMatch: "Exact" },
        { resourceVersion: future, resourceVersionMatch: "NotOlderThan" },
      ];
      for (const query of queries) {
        await assert.rejects(whileTimePasses(clock, listOf(storage, query)), (err: unknown) => {
          assert.ok(isStorageError(err, "FutureRevision"), String(err));
          assert.equal(err.message, `Too large resource version: ${future}, current: ${modRevision}`);
          return true;
        });
      }
    },
  },
];
