import assert from "node:assert/strict";
import test from "node:test";
import { newResourceExpired, newTooLargeResourceVersion } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { FakeListerWatcher, PushWatch } from "../testing/index.js";
import { listInPages, Reflector, type ListerWatcher, type ReflectorStore } from "./index.js";

class RecordingStore implements ReflectorStore<KubeObject> {
  readonly seen: string[] = [];
  add(obj: KubeObject): void {
    this.seen.push(`add ${obj.metadata.name}`);
  }
  update(obj: KubeObject): void {
    this.seen.push(`update ${obj.metadata.name}`);
  }
  delete(obj: KubeObject): void {
    this.seen.push(`delete ${obj.metadata.name}`);
  }
  replace(objs: readonly KubeObject[], resourceVersion: string): void {
    this.seen.push(`replace ${objs.map((o) => o.metadata.name).join(",")} @${resourceVersion}`);
  }
  bookmark(resourceVersion: string): void {
    this.seen.push(`bookmark @${resourceVersion}`);
  }
}

const obj = (name: string): KubeObject => ({ metadata: { name } });

async function reflect(
  lw: ListerWatcher<KubeObject>,
  run: (env: { clock: FakeClock; store: RecordingStore; errors: string[] }) => Promise<void>,
): Promise<void> {
  const clock = new FakeClock();
  const store = new RecordingStore();
  const errors: string[] = [];
  const onError = (err: Error): number => errors.push(err.message);
  const reflector = new Reflector(lw, store, { name: "items", clock, random: () => 0, onError });
  const stop = new AbortController();
  const running = reflector.run({ signal: stop.signal });
  await clock.advance(0);
  await run({ clock, store, errors });
  stop.abort();
  await running;
}

test("the first list takes what the server's cache has, later ones nothing older than what is known", async () => {
  const lw = new FakeListerWatcher<KubeObject>({ streamsInitialEvents: false });
  for (const name of ["a", "b"]) lw.set(obj(name));
  await reflect(lw, async ({ clock }) => {
    assert.deepEqual(lw.lists, [{ resourceVersion: "0", limit: 500 }]);
    lw.closeWatches();
    lw.set(obj("c"));
    lw.compact();
    await clock.advance(3000);
    assert.deepEqual(lw.lists.at(-1), { resourceVersion: "2" }, "a limit would go past the cache");
  });
});

test("a streaming list asks for initial events and goes on with the same watch", async () => {
  const lw = new FakeListerWatcher<KubeObject>();
  lw.set(obj("a"));
  await reflect(lw, async ({ clock, store }) => {
    lw.set(obj("b"));
    await clock.advance(0);
    assert.deepEqual(lw.lists, []);
    assert.deepEqual(lw.watches, [
      {
        resourceVersion: "",
        resourceVersionMatch: "NotOlderThan",
        sendInitialEvents: true,
        allowWatchBookmarks: true,
        timeoutSeconds: 300,
      },
    ]);
    assert.deepEqual(store.seen, ["replace a @1", "add b"]);
  });
});

test("a server that never says that the initial events are over is listed from after a minute", async () => {
  const lw = new FakeListerWatcher<KubeObject>({ streamsInitialEvents: false });
  lw.set(obj("a"));
  const real = lw.watch.bind(lw);
  // As an old server: it does not know the parameter.
  lw.watch = ({ sendInitialEvents: _, ...opts }) => real(opts);
  await reflect(lw, async ({ clock, store }) => {
    assert.deepEqual(store.seen, []);
    await clock.advance(60_000);
    assert.deepEqual(store.seen, ["replace a @1"]);
  });
});

for (const failure of [newResourceExpired("too old"), newTooLargeResourceVersion("9", "5", 1)]) {
  test(`a list that is told "${failure.message}" is read from the store at once`, async () => {
    const lw = new FakeListerWatcher<KubeObject>({ streamsInitialEvents: false });
    lw.failNextList(failure);
    await reflect(lw, async ({ store, errors }) => {
      assert.deepEqual(
        lw.lists.map((o) => o.resourceVersion),
        ["0", ""],
      );
      assert.deepEqual(store.seen, ["replace  @0"]);
      assert.deepEqual(errors, []);
    });
  });
}

test("versions of synthetic events are not taken for progress", async () => {
  const watch = new PushWatch<KubeObject>();
  const opened: (string | undefined)[] = [];
  const lw: ListerWatcher<KubeObject> = {
    supportsWatchList: false,
    list: async () => ({ metadata: { resourceVersion: "" }, items: [] }),
    watch: async (opts) => {
      opened.push(opts.resourceVersion);
      return opened.length === 1 ? watch : new PushWatch({ signal: opts.signal });
    },
  };
  await reflect(lw, async ({ clock }) => {
    watch.push({ type: "ADDED", object: { metadata: { name: "z", resourceVersion: "9" } } });
    watch.push({ type: "ADDED", object: { metadata: { name: "a", resourceVersion: "3" } } });
    watch.stop();
    await clock.advance(0);
    assert.deepEqual(opened, ["", ""]);
  });
});

test("a watch that ends at once without an event is a failure, not a loop", async () => {
  let opened = 0;
  const lw: ListerWatcher<KubeObject> = {
    supportsWatchList: false,
    list: async () => ({ metadata: { resourceVersion: "1" }, items: [] }),
    watch: async () => {
      opened++;
      const watch = new PushWatch<KubeObject>();
      watch.stop();
      return watch;
    },
  };
  await reflect(lw, async ({ clock, errors }) => {
    await clock.advance(60_000);
    assert.ok(opened < 10, `opened ${opened} times`);
    assert.match(errors[0]!, /very short watch/);
  });
});

test("pages are followed; an expired continuation leads to one whole list", async () => {
  const lw = new FakeListerWatcher<KubeObject>();
  for (const name of ["a", "b", "c"]) lw.set(obj(name));
  const paged = await listInPages((opts) => lw.list(opts), { resourceVersion: "" }, 2);
  assert.deepEqual(
    [paged.items.length, paged.resourceVersion, paged.paginated, lw.lists],
    [
      3,
      "3",
      true,
      [
        { resourceVersion: "", limit: 2 },
        { limit: 2, continue: "2" },
      ],
    ],
  );
  let calls = 0;
  const whole = await listInPages(
    (opts) => {
      if (++calls === 2) throw newResourceExpired("too old");
      return lw.list(opts);
    },
    { resourceVersion: "" },
    2,
  );
  assert.equal(whole.items.length, 3);
  assert.deepEqual(lw.lists.at(-1), { resourceVersion: "" });
});
