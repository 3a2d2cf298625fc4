import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { isStorageError, newUnavailable } from "../errors.js";
import type { ListOptions, StorageEvent, WatchOptions } from "../interface.js";
import { MemoryBackend } from "../memory/index.js";
import type { ListQuery, ObjectEvent, WatchQuery } from "../resource-storage.js";
import { everything, selecting, take, TestCodec, testObject, whileTimePasses } from "../testing/index.js";
import { describeObjectEvent } from "../testing/test-objects.js";
import { Cacher, type CacherOptions } from "./index.js";

const PREFIX = "/registry/things/";

/** A memory backend whose lists are counted and whose watches a test can break. */
class FlakyBackend extends MemoryBackend {
  lists = 0;
  watches: (bigint | undefined)[] = [];
  refusing = false;
  #break: AbortController | undefined;

  override list(prefix: string, opts?: ListOptions) {
    if (this.refusing) throw newUnavailable("backend is down");
    this.lists++;
    return super.list(prefix, opts);
  }

  override watch(prefix: string, opts: WatchOptions = {}): AsyncIterable<readonly StorageEvent[]> {
    if (this.refusing) throw newUnavailable("backend is down");
    this.watches.push(opts.afterRevision);
    this.#break = new AbortController();
    const signal = opts.signal === undefined ? this.#break.signal : AbortSignal.any([opts.signal, this.#break.signal]);
    return super.watch(prefix, { ...opts, signal });
  }

  breakWatch(): void {
    this.#break?.abort(newUnavailable("connection lost"));
  }
}

interface Setup {
  readonly backend: FlakyBackend;
  readonly cacher: Cacher;
  readonly clock: FakeClock;
  readonly codec: TestCodec;
  readonly warnings: string[];
}

async function withCacher(
  options: Partial<CacherOptions> & { readonly refusing?: boolean },
  run: (setup: Setup) => Promise<void>,
): Promise<void> {
  const clock = new FakeClock();
  const backend = new FlakyBackend({ clock });
  backend.refusing = options.refusing ?? false;
  await backend.start();
  const codec = new TestCodec();
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const cacher = new Cacher({ backend, codec, clock, prefix: PREFIX, namespaced: true, warn, ...options });
  const stop = new AbortController();
  const running = cacher.run(stop.signal);
  try {
    await run({ backend, cacher, clock, codec, warnings });
  } finally {
    stop.abort();
    await running;
    await backend.stop();
  }
}

function open(cacher: Cacher, query: Partial<WatchQuery> = {}, prefix = PREFIX): AsyncIterator<readonly ObjectEvent[]> {
  return cacher.watch(prefix, { predicate: everything, allowBookmarks: false, ...query })[Symbol.asyncIterator]();
}

const all: ListQuery = { limit: 0, predicate: everything };

async function put(backend: MemoryBackend, name: string, data = ""): Promise<bigint> {
  const key = `${PREFIX}ns/${name}`;
  const current = await backend.get(key);
  const bytes = testObject("ns", name, { data });
  const value =
    current === undefined ? await backend.create(key, bytes) : await backend.update(key, bytes, current.modRevision);
  return value.modRevision;
}

test("a watch from before the window is too old, and says which versions are not", () =>
  withCacher({ history: { maxEvents: 100 } }, async ({ backend, cacher }) => {
    await cacher.waitReady();
    const first = await put(backend, "x");
    let last = first;
    for (let i = 0; i < 150; i++) last = await put(backend, "x", `${i}`);
    await cacher.get(`${PREFIX}ns/x`, { resourceVersion: `${last}` });
    await assert.rejects(open(cacher, { resourceVersion: `${first}` }).next(), (err: unknown) => {
      assert.ok(isStorageError(err, "Compacted"), String(err));
      assert.equal(err.message, `too old resource version: ${first} (${last - 100n})`);
      return true;
    });
    const oldest = open(cacher, { resourceVersion: `${last - 100n}` });
    assert.equal((await take(oldest, 100)).length, 100);
  }));

test("a watch from before the cache's list goes on where it was, with what the backend remembers", async () => {
  const clock = new FakeClock();
  const backend = new FlakyBackend({ clock });
  await backend.start();
  const first = await put(backend, "a");
  const second = await put(backend, "b");
  const third = await put(backend, "a", "new");
  const cacher = new Cacher({ backend, codec: new TestCodec(), clock, prefix: PREFIX, namespaced: true });
  // The client comes before the cache is filled.
  const early = open(cacher, { resourceVersion: `${first}` });
  const leaving = open(cacher, { resourceVersion: `${first}` });
  await leaving.return?.();
  const stop = new AbortController();
  const running = cacher.run(stop.signal);
  await cacher.waitReady();
  const late = open(cacher, { resourceVersion: `${second}`, predicate: selecting({}, { "metadata.name": "a" }) });
  const fourth = await put(backend, "c", "new");
  assert.deepEqual((await take(early, 3)).map(describeObjectEvent), [
    `ADDED b@${second}`,
    `MODIFIED a@${third}`,
    `ADDED c@${fourth}`,
  ]);
  assert.deepEqual((await take(late, 1)).map(describeObjectEvent), [`MODIFIED a@${third}`]);
  assert.deepEqual(await leaving.next(), { done: true, value: undefined });

  const many: AsyncIterator<readonly ObjectEvent[]>[] = [];
  while (cacher.watcherCount(PREFIX) < 100) {
    const watch = open(cacher, { resourceVersion: `${second}` });
    many.push(watch);
    await take(watch, 1);
  }
  await assert.rejects(open(cacher, { resourceVersion: `${second}` }).next(), (err) =>
    isStorageError(err, "Compacted"),
  );
  await backend.compact(fourth);
  await many[0]!.return?.();
  await assert.rejects(open(cacher, { resourceVersion: `${second}` }).next(), (err) =>
    isStorageError(err, "Compacted"),
  );
  stop.abort();
  await running;
  await Promise.all([early, late, ...many].map((watch) => watch.return?.()));
  await backend.stop();
});

test("a reader with much to read takes it in turns with others, and gets all before its end", () =>
  withCacher({}, async ({ backend, cacher, clock }) => {
    await cacher.waitReady();
    const watches = Array.from({ length: 3 }, () => open(cacher, { resourceVersion: "0" }));
    // Live once they wait.
    const firsts = watches.map((watch) => watch.next());
    await new Promise((resolve) => setImmediate(resolve));
    await put(backend, "first");
    await Promise.all(firsts);
    const want: string[] = [];
    for (let i = 0; i < 100; i++) want.push(`ADDED x-${i}@${await put(backend, `x-${i}`)}`);
    const turns: number[] = [];
    const read = async (watch: AsyncIterator<readonly ObjectEvent[]>, number: number): Promise<void> => {
      const seen: string[] = [];
      while (seen.length < want.length) {
        const { value = [] } = await watch.next();
        assert.ok(value.length > 0 && value.length <= 24, `${value.length} in one turn`);
        turns.push(number);
        seen.push(...value.map(describeObjectEvent));
      }
      assert.deepEqual(seen, want);
    };
    await Promise.all([read(watches[0]!, 0), read(watches[1]!, 1)]);
    assert.deepEqual(turns, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);

    // One that has taken its turn when the cache ends still gets the rest.
    const begun = (await watches[2]!.next()).value ?? [];
    backend.breakWatch();
    await put(backend, "later");
    await backend.compact(await backend.currentRevision());
    await clock.advance(1_000);
    assert.equal(cacher.stats().watchers, 0);
    const rest = await take(watches[2]!, want.length);
    assert.deepEqual([...begun, ...rest].map(describeObjectEvent), want);
  }));

test("a lost watch is resumed without another list, and watchers see every change once", () =>
  withCacher({}, async ({ backend, cacher, clock, warnings }) => {
    await cacher.waitReady();
    const first = await put(backend, "a");
    const watch = open(cacher, { resourceVersion: "0" });
    await take(watch, 1);
    backend.breakWatch();
    const second = await put(backend, "b");
    await clock.advance(50);
    const third = await put(backend, "c");
    await clock.advance(1_000);
    assert.deepEqual((await take(watch, 2)).map(describeObjectEvent), [`ADDED b@${second}`, `ADDED c@${third}`]);
    assert.equal(backend.lists, 1);
    assert.deepEqual(backend.watches, [1n, first]);
    assert.match(warnings.join(), /resuming in 100 ms/);
  }));

test("after a compaction the cache lists again; earlier watches end cleanly and reads are right", () =>
  withCacher({}, async ({ backend, cacher, clock }) => {
    await cacher.waitReady();
    await put(backend, "a");
    const watch = open(cacher, { resourceVersion: "0" });
    await take(watch, 1);
    const waiting = watch.next();
    backend.breakWatch();
    await new Promise((resolve) => setImmediate(resolve));
    await put(backend, "b");
    const last = await put(backend, "c");
    await backend.compact(last);
    await clock.advance(2_000);
    assert.equal((await waiting).done, true);
    assert.equal(backend.lists, 2);
    const page = await cacher.list(PREFIX, { ...all, resourceVersion: "0" });
    assert.equal(page.items.length, 3);
    const again = open(cacher, { resourceVersion: `${last}` });
    const next = await put(backend, "d");
    assert.deepEqual((await take(again, 1)).map(describeObjectEvent), [`ADDED d@${next}`]);
    await assert.rejects(open(cacher, { resourceVersion: `${last - 1n}` }).next(), (e) =>
      isStorageError(e, "Compacted"),
    );
  }));

test("until the first list is in, only plain pages pass; others wait 3 s and then are told why", () =>
  withCacher({ refusing: true }, async ({ backend, cacher, clock, warnings }) => {
    await assert.rejects(whileTimePasses(clock, cacher.list(PREFIX, all)), (err: unknown) => {
      assert.ok(isStorageError(err, "Unavailable"));
      assert.equal(err.message, "storage is (re)initializing");
      return true;
    });
    await assert.rejects(whileTimePasses(clock, open(cacher).next()), (e) => isStorageError(e, "Unavailable"));
    assert.ok(warnings.length > 1);
    await put(backend, "a");
    assert.equal((await cacher.get(`${PREFIX}ns/a`, { resourceVersion: "0" }))?.key, `${PREFIX}ns/a`);
    backend.refusing = false;
    assert.equal((await cacher.list(PREFIX, { ...all, limit: 1 })).items.length, 1);
    await whileTimePasses(clock, cacher.waitReady());
    assert.equal((await cacher.list(PREFIX, { ...all, resourceVersion: "0" })).items.length, 1);
  }));

test("a slow watcher holds nothing, delays nobody and is ended once the window has passed it", () =>
  withCacher(
    { history: { maxEvents: 200 }, watcherLimits: { maxEvents: 10, maxBytes: 1 << 20 } },
    async ({ backend, cacher }) => {
      await cacher.waitReady();
      const start = `${await put(backend, "x")}`;
      const slow = open(cacher, { resourceVersion: start });
      const slower = open(cacher, { resourceVersion: start });
      const quick = open(cacher, { resourceVersion: start });
      let seen = 0;
      for (let i = 0; i < 100; i++) {
        const revision = await put(backend, "x", `${i}`);
        if (i === 0) await Promise.all([take(slow, 1), take(slower, 1)]);
        const [event] = await take(quick, 1);
        assert.equal(describeObjectEvent(event!), `MODIFIED x@${revision}`);
        seen++;
      }
      assert.equal(seen, 100);
      const late = await take(slow, 99);
      assert.equal(late.length, 99, "a slow one within the window misses nothing");
      assert.equal(new Set(late.map(describeObjectEvent)).size, 99);
      for (let i = 0; i < 300; i++) await put(backend, "x", `later ${i}`);
      await assert.rejects(
        async () => {
          for (let got = 1; got < 400;) got += (await take(slower, 1)).length;
        },
        (e) => isStorageError(e, "Compacted"),
      );
      assert.equal(cacher.stats().watchers, 2);
    },
  ));

test("nothing is decoded until a selector asks, and then each object once", () =>
  withCacher({}, async ({ backend, cacher, codec }) => {
    await cacher.waitReady();
    const watch = open(cacher);
    for (let i = 0; i < 20; i++) await put(backend, `${i}`);
    await take(watch, 20);
    const { items } = await cacher.list(PREFIX, all);
    assert.equal(items.length, 20);
    assert.equal(codec.decodes, 0);
    const predicate = selecting({ app: "none" });
    for (let i = 0; i < 3; i++) await cacher.list(PREFIX, { ...all, predicate });
    assert.equal(codec.decodes, 20);
  }));

test("list, get and watch share one encoded form, and the budget lets go of old ones", () =>
  withCacher({}, async ({ backend, cacher }) => {
    await cacher.waitReady();
    const watch = open(cacher);
    const revision = await put(backend, "a");
    const [event] = await take(watch, 1);
    assert.ok(event?.type === "ADDED");
    let encodes = 0;
    const encode = (): Uint8Array => {
      encodes++;
      return new Uint8Array(40 * 1024 * 1024);
    };
    const first = event.object.encodedAs("v1", encode);
    const listed = (await cacher.list(PREFIX, all)).items[0];
    assert.equal(listed?.encodedAs("v1", encode), first);
    for (const opts of [{}, { resourceVersion: "0" }, { resourceVersion: `${revision}` }])
      assert.equal((await cacher.get(`${PREFIX}ns/a`, opts))?.encodedAs("v1", encode), first);
    assert.equal(encodes, 1);
    for (const name of ["b", "c"]) {
      await put(backend, name);
      (await cacher.get(`${PREFIX}ns/${name}`))?.encodedAs("v1", encode);
    }
    assert.notEqual(listed.encodedAs("v1", encode), first);
  }));

test("a state that the window no longer holds is read from the backend", () =>
  withCacher({ history: { maxEvents: 100 } }, async ({ backend, cacher }) => {
    await cacher.waitReady();
    const first = await put(backend, "x", "first");
    for (let i = 0; i < 150; i++) await put(backend, "x", `${i}`);
    const query = { ...all, resourceVersion: `${first}`, resourceVersionMatch: "Exact" as const };
    const page = await cacher.list(PREFIX, query);
    assert.equal(page.revision, first);
    assert.match(new TextDecoder().decode(page.items[0]!.bytes), /"first"/);
    await backend.compact(first + 10n);
    await assert.rejects(cacher.list(PREFIX, query), (e) => isStorageError(e, "Compacted"));
  }));

test("with a backend whose progress proves nothing, reads that must be newest ask it instead", () =>
  withCacher({}, async ({ backend, cacher, clock }) => {
    await cacher.waitReady();
    Object.defineProperty(backend, "progressIsReliable", { value: false });
    const a = await put(backend, "a");
    const other = await backend.create("/registry/others/z", testObject("", "z"));
    assert.equal((await cacher.list(PREFIX, all)).revision, other.modRevision);
    const watch = open(cacher, { sendInitialEvents: true, allowBookmarks: true });
    assert.deepEqual((await whileTimePasses(clock, take(watch, 2))).map(describeObjectEvent), [
      `ADDED a@${a}`,
      `END@${other.modRevision}`,
    ]);
    const b = await put(backend, "b");
    assert.deepEqual((await take(watch, 1)).map(describeObjectEvent), [`ADDED b@${b}`]);
  }));

test("a watcher of one namespace is not asked about others, and decodes nothing for them", () =>
  withCacher({}, async ({ backend, cacher, codec }) => {
    await cacher.waitReady();
    const watch = open(cacher, { predicate: selecting({ app: "a" }) }, `${PREFIX}mine/`);
    const waiting = take(watch, 1);
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 0; i < 50; i++) await put(backend, `${i}`);
    assert.equal(codec.decodes, 0);
    await backend.create(`${PREFIX}mine/x`, testObject("mine", "x", { labels: { app: "a" } }));
    assert.equal((await waiting).length, 1);
    assert.equal(codec.decodes, 1);
  }));

test("a reader that throws or fails while it takes a live batch ends its watch with that error", () =>
  withCacher({}, async ({ backend, cacher }) => {
    await cacher.waitReady();
    const start = await put(backend, "x");
    const query = { predicate: everything, allowBookmarks: false, resourceVersion: `${start}` };
    const throwing = cacher.watch(PREFIX, query).deliver(() => {
      throw new Error("threw");
    });
    const failing = cacher.watch(PREFIX, query).deliver(() => Promise.reject(new Error("failed")));
    while (cacher.watcherCount(PREFIX) < 2) await turn();
    await put(backend, "x", "new");
    await assert.rejects(throwing, /threw/);
    await assert.rejects(failing, /failed/);
    assert.equal(cacher.watcherCount(PREFIX), 0);
  }));
