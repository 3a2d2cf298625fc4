import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock, type Clock } from "../../../apimachinery/clock/index.js";
import { MemoryBackend } from "../memory/index.js";
import type { ListPage, SelectionPredicate } from "../resource-storage.js";
import { yieldToLoop } from "../stream/yield-to-loop.js";
import { selecting, TestCodec, testObject } from "../testing/index.js";
import { Cacher } from "./index.js";

const PREFIX = "/registry/things/";
const OBJECTS = 1_200;
const SHARDS = 10;

/** Counts how many objects it is asked about. */
class Counting implements SelectionPredicate {
  readonly empty = false;
  readonly exactLabels: () => readonly { readonly label: string; readonly value: string }[];
  asked = 0;
  readonly #labels: SelectionPredicate;

  constructor(labels: { readonly [label: string]: string }) {
    this.#labels = selecting(labels);
    const exact = Object.entries(labels).map(([label, value]) => ({ label, value }));
    this.exactLabels = () => exact;
  }

  matches(attributes: Parameters<SelectionPredicate["matches"]>[0]): boolean {
    this.asked++;
    return this.#labels.matches(attributes);
  }
}

async function withCacher(clock: Clock, run: (cacher: Cacher) => Promise<void>): Promise<void> {
  const backend = new MemoryBackend({ clock });
  await backend.start();
  const stop = new AbortController();
  const cacher = new Cacher({ backend, codec: new TestCodec(), clock, prefix: PREFIX, namespaced: true });
  const running = cacher.run(stop.signal);
  await cacher.waitReady();
  await run(cacher);
  stop.abort();
  await running;
  await backend.stop();
}

const keyOf = (i: number): string => `${PREFIX}ns${i % 3}/${String(i).padStart(4, "0")}`;
const bytesOf = (i: number, shard: number): Uint8Array =>
  testObject(`ns${i % 3}`, String(i).padStart(4, "0"), { labels: { shard: String(shard), half: String(i % 2) } });

async function fill(cacher: Cacher): Promise<void> {
  for (let i = 0; i < OBJECTS; i++) await cacher.create(keyOf(i), bytesOf(i, i % SHARDS));
}

function described(page: ListPage): object {
  const { items, continueAfter, remainingItemCount, revision } = page;
  return { keys: items.map(({ key, revision: at }) => `${key}@${at}`), continueAfter, remainingItemCount, revision };
}

test("lists by a label that is asked for again and again look only at what has it", async () => {
  await withCacher(new FakeClock(), async (cacher) => {
    await fill(cacher);
    const looks: number[] = [];
    for (let i = 0; i < 6; i++) {
      const predicate = new Counting({ shard: "3", half: "1" });
      const { items } = await cacher.list(PREFIX, { limit: 0, predicate });
      assert.equal(items.length, OBJECTS / SHARDS);
      looks.push(predicate.asked);
      for (let turn = 0; turn < OBJECTS / 500 + 1; turn++) await yieldToLoop();
    }
    assert.deepEqual(looks.slice(0, 3), [OBJECTS, OBJECTS, OBJECTS]);
    assert.deepEqual(
      looks.slice(3),
      [OBJECTS, OBJECTS, OBJECTS].map((all) => all / SHARDS),
    );
  });
});

test("whatever changes in between, lists with an index are those without it", async () => {
  await withCacher(new FakeClock(), async (cacher) => {
    await fill(cacher);
    const queries = [
      { prefix: PREFIX, limit: 0 },
      { prefix: PREFIX, limit: 7 },
      { prefix: `${PREFIX}ns1/`, limit: 0 },
      { prefix: `${PREFIX}ns2/`, limit: 40 },
    ];
    // Some rounds change so much that the index is given up and made again.
    for (let round = 0; round < 12; round++) {
      const changes = round === 6 ? OBJECTS * 2 : 30;
      for (let n = 0; n < changes; n++) {
        const i = (n * 7919 + round * 31) % OBJECTS;
        const known = await cacher.get(keyOf(i));
        if (known === undefined) await cacher.create(keyOf(i), bytesOf(i, (i + round) % SHARDS));
        else if (n % 5 === 0) await cacher.delete(keyOf(i), known.revision);
        else await cacher.update(keyOf(i), bytesOf(i, (i + round + n) % SHARDS), known.revision);
        // The index is filled, and asked, amid changes.
        if (n % 10 === 0) await compare(cacher, queries[0]!, { shard: String(n % SHARDS) });
      }
      for (const query of queries) {
        for (const labels of [{ shard: "3" }, { shard: "3", half: "0" }, { shard: "none" }]) {
          await compare(cacher, query, labels);
        }
      }
    }
  });
});

async function compare(
  cacher: Cacher,
  { prefix, limit }: { readonly prefix: string; readonly limit: number },
  labels: { readonly [label: string]: string },
): Promise<void> {
  let after: string | undefined;
  do {
    const position = after === undefined ? {} : { continue: { after, revision: 0n } };
    const page = await cacher.list(prefix, { limit, predicate: new Counting(labels), ...position });
    const plain = await cacher.list(prefix, { limit, predicate: selecting(labels), ...position });
    assert.deepEqual(described(page), described(plain));
    after = page.continueAfter;
  } while (after !== undefined);
}
