import { strict as assert } from "node:assert";
import test from "node:test";
import { newBadRequest, newResourceExpired } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import { TransportError } from "../../rest/index.js";
import { FakeListerWatcher } from "../../testing/fake-lister-watcher.js";
import type { ResourceEventHandler } from "../event-handler.js";
import { DeletedFinalStateUnknown } from "../keys.js";
import type { SharedIndexInformer, SharedInformerOptions } from "../shared-informer.js";

export interface Item extends KubeObject {
  spec?: { n: number };
}

export type MakeInformer = (
  lw: FakeListerWatcher<Item>,
  opts: SharedInformerOptions<Item>,
) => SharedIndexInformer<Item>;

interface Env {
  readonly lw: FakeListerWatcher<Item>;
  readonly clock: FakeClock;
  readonly informer: SharedIndexInformer<Item>;
  /** What the handler of `listen()` heard, a word each. */
  readonly heard: string[];
  readonly errors: string[];
  listen(): ResourceEventHandler<Item>;
  /** Lets time pass and everything settle. */
  advance(ms: number): Promise<void>;
}

export function item(name: string, n = 0): Item {
  return { metadata: { name }, spec: { n } };
}

/** What every shared informer has to do, with streaming lists and without. Call it at the top of a test file. */
export function runInformerTests(name: string, make: MakeInformer): void {
  for (const streamsInitialEvents of [true, false]) {
    runOn(`${name}, ${streamsInitialEvents ? "streaming" : "listing"}`, make, streamsInitialEvents);
  }
}

function runOn(name: string, make: MakeInformer, streamsInitialEvents: boolean): void {
  async function withInformer(
    run: (env: Env) => Promise<void>,
    opts: { options?: Partial<SharedInformerOptions<Item>>; before?: (env: Env) => void } = {},
  ): Promise<void> {
    const clock = new FakeClock();
    const lw = new FakeListerWatcher<Item>({ streamsInitialEvents });
    const heard: string[] = [];
    const errors: string[] = [];
    const onError = (err: Error): number => errors.push(err.message);
    const informer = make(lw, { name: "items", clock, random: () => 0, onError, ...opts.options });
    const env: Env = {
      lw,
      clock,
      informer,
      heard,
      errors,
      advance: (ms) => clock.advance(ms),
      listen: () => ({
        onAdd: (obj, initial) => void heard.push(`${initial ? "initial" : "add"} ${obj.metadata.name} ${obj.spec?.n}`),
        onUpdate: (old, obj) => void heard.push(`update ${obj.metadata.name} ${old.spec?.n}>${obj.spec?.n}`),
        onDelete: (obj) =>
          void heard.push(
            obj instanceof DeletedFinalStateUnknown ? `tombstone ${obj.key}` : `delete ${obj.metadata.name}`,
          ),
      }),
    };
    opts.before?.(env);
    const stop = new AbortController();
    const running = informer.run({ signal: stop.signal });
    try {
      await clock.advance(0);
      await run(env);
    } finally {
      stop.abort(new Error("test over"));
      await running;
    }
    assert.equal(lw.watching, 0, "no watch is left behind");
    assert.equal(clock.waiting, 0, "no timer is left behind");
  }

  const listOf = (env: Env): string[] =>
    env.informer
      .getIndexer()
      .list()
      .map((o) => `${o.metadata.name} ${o.spec?.n}`)
      .sort();

  void test(`${name}: lists, says so, and follows every change`, async () => {
    await withInformer(
      async (env) => {
        assert.ok(env.informer.hasSynced());
        assert.deepEqual(listOf(env), ["a 0", "b 0"]);
        env.lw.set(item("c", 1));
        env.lw.set(item("a", 1));
        env.lw.delete("b");
        await env.advance(0);
        assert.deepEqual(env.heard, ["initial a 0", "initial b 0", "add c 1", "update a 0>1", "delete b"]);
        assert.deepEqual(listOf(env), ["a 1", "c 1"]);
        assert.equal(env.informer.lastSyncResourceVersion(), env.lw.resourceVersion);
        assert.deepEqual(env.errors, []);
      },
      {
        before: (env) => {
          env.lw.set(item("a"));
          env.lw.set(item("b"));
          env.informer.addEventHandler(env.listen());
        },
      },
    );
  });

  void test(`${name}: any number of handlers cost one watch; a late one hears what is there`, async () => {
    await withInformer(
      async (env) => {
        const early = env.informer.addEventHandler({});
        const late = env.informer.addEventHandler(env.listen());
        assert.equal(late.hasSynced(), false, "nothing has been heard yet");
        await env.advance(0);
        assert.ok(early.hasSynced() && late.hasSynced());
        assert.deepEqual(env.heard, ["initial a 0"]);
        assert.equal(env.lw.watching, 1);
        late.remove();
        env.lw.set(item("b"));
        await env.advance(0);
        assert.deepEqual(env.heard, ["initial a 0"], "a removed handler hears no more");
      },
      { before: (env) => env.lw.set(item("a")) },
    );
  });

  void test(`${name}: a watch that ends, or whose connection is lost, goes on where it was`, async () => {
    await withInformer(
      async (env) => {
        await env.advance(2000);
        const listsBefore = env.lw.lists.length;
        for (const end of [() => env.lw.closeWatches(), () => env.lw.loseWatches()]) {
          env.lw.bookmark();
          await env.advance(0);
          end();
          env.lw.set(item("a", env.lw.watches.length));
          await env.advance(2000);
          assert.equal(env.lw.watches.at(-1)!.resourceVersion, String(Number(env.lw.resourceVersion) - 1));
          assert.equal(env.lw.watches.at(-1)!.sendInitialEvents, undefined);
        }
        assert.equal(env.lw.lists.length, listsBefore);
        assert.equal(env.heard.length, 2);
      },
      { before: (env) => env.informer.addEventHandler(env.listen()) },
    );
  });

  void test(`${name}: a bookmark moves the version from which the watch is resumed`, async () => {
    await withInformer(async (env) => {
      for (let i = 0; i < 5; i++) env.lw.tick();
      env.lw.bookmark();
      await env.advance(2000);
      assert.equal(env.informer.lastSyncResourceVersion(), env.lw.resourceVersion);
      env.lw.compact();
      env.lw.closeWatches();
      await env.advance(2000);
      assert.equal(env.lw.watches.at(-1)!.resourceVersion, env.lw.resourceVersion);
      assert.deepEqual(env.errors, []);
    });
  });

  for (const how of ["answer", "event"] as const) {
    void test(`${name}: an expired version (${how}) leads to a new list; what went meanwhile leaves a tombstone`, async () => {
      await withInformer(
        async (env) => {
          await env.advance(2000);
          if (how === "answer") {
            env.lw.closeWatches();
          } else {
            const { status } = newResourceExpired("too old resource version");
            env.lw.endWatchesWith({ type: "ERROR", object: status });
          }
          env.lw.delete("gone");
          env.lw.set(item("changed", 1));
          env.lw.set(item("new"));
          env.lw.compact();
          await env.advance(3000);
          assert.deepEqual(env.heard.slice(0, 3).sort(), ["initial changed 0", "initial gone 0", "initial same 0"]);
          assert.deepEqual(
            env.heard.slice(3).sort(),
            ["add new 0", "tombstone gone", "update changed 0>1"],
            "what is the same is not told again",
          );
          assert.deepEqual(listOf(env), ["changed 1", "new 0", "same 0"]);
        },
        {
          before: (env) => {
            for (const n of ["changed", "gone", "same"]) env.lw.set(item(n));
            env.informer.addEventHandler(env.listen());
          },
        },
      );
    });
  }

  void test(`${name}: a server that fails is asked again after 0.8 s, doubling to 30 s`, async () => {
    const at: number[] = [];
    await withInformer(
      async (env) => {
        const { list, watch } = { list: env.lw.list.bind(env.lw), watch: env.lw.watch.bind(env.lw) };
        await env.advance(200_000);
        const gaps = at.slice(1).map((t, i) => t - at[i]!);
        assert.deepEqual(gaps.slice(0, 8), [800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]);
        assert.equal(env.errors.length, at.length, "each failure is reported");
        assert.match(env.errors[0]!, /^items: no connection$/);
        env.lw.list = list;
        env.lw.watch = watch;
      },
      {
        before: (env) => {
          const fail = (): Promise<never> => {
            at.push(env.clock.monotonic());
            return Promise.reject(new TransportError("connect", "no connection"));
          };
          // One try is one call: a server that cannot be talked to is not asked twice.
          if (streamsInitialEvents) env.lw.watch = fail;
          else {
            env.lw.list = fail;
          }
        },
      },
    );
  });

  void test(`${name}: a refused watch does not lose the cache, and is tried again`, async () => {
    await withInformer(
      async (env) => {
        await env.advance(2000);
        env.lw.failNextWatch(newBadRequest("no"));
        env.lw.closeWatches();
        await env.advance(3000);
        assert.deepEqual(listOf(env), ["a 0"]);
        env.lw.set(item("a", 1));
        await env.advance(0);
        assert.deepEqual(listOf(env), ["a 1"]);
        assert.match(env.errors.join(), /items: no/);
      },
      { before: (env) => env.lw.set(item("a")) },
    );
  });

  void test(`${name}: a handler that throws is reported and does not hold up the others`, async () => {
    await withInformer(
      async (env) => {
        env.lw.set(item("b"));
        await env.advance(0);
        assert.deepEqual(env.heard, ["initial a 0", "add b 0"]);
        assert.deepEqual(env.errors, ["thrown", "rejected"]);
      },
      {
        before: (env) => {
          env.lw.set(item("a"));
          env.informer.addEventHandler({
            onAdd: (obj) => {
              if (obj.metadata.name === "a") throw new Error("thrown");
              return Promise.reject(new Error("rejected"));
            },
          });
          env.informer.addEventHandler(env.listen());
        },
      },
    );
  });

  void test(`${name}: resync tells each handler in its own period, with the cached object`, async () => {
    await withInformer(
      async (env) => {
        await env.advance(10_500);
        assert.deepEqual(env.heard, ["initial a 0", "update a 0>0", "update a 0>0"]);
      },
      {
        before: (env) => {
          env.lw.set(item("a"));
          env.informer.addEventHandler(env.listen(), { resyncPeriodMs: 5000 });
          env.informer.addEventHandler({ onUpdate: () => assert.fail("asked for no resync") });
        },
      },
    );
  });

  void test(`${name}: cached objects are frozen and transformed`, async () => {
    await withInformer(
      async (env) => {
        const cached = env.informer.getIndexer().getByKey("a")!;
        assert.equal(cached.spec, undefined);
        assert.throws(() => {
          (cached as Item).metadata.name = "b";
        }, TypeError);
      },
      {
        before: (env) => {
          env.lw.set(item("a", 5));
          env.informer.setTransform((obj) => {
            delete obj.spec;
            return obj;
          });
        },
      },
    );
  });

  void test(`${name}: a slow handler holds the watch back instead of filling memory`, async () => {
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let calls = 0;
    await withInformer(
      async (env) => {
        for (let i = 0; i < 3000; i++) env.lw.set(item("a", i));
        await env.advance(0);
        assert.ok(Number(env.informer.lastSyncResourceVersion()) < 2000, "the watch waits");
        release!();
        for (let i = 0; i < 50; i++) await env.advance(0);
        assert.equal(calls, 3000);
        assert.equal(env.informer.lastSyncResourceVersion(), "3000");
      },
      {
        before: (env) => {
          const hear = (): Promise<void> => {
            calls++;
            return gate;
          };
          env.informer.addEventHandler({ onAdd: hear, onUpdate: hear });
        },
      },
    );
  });

  void test(`${name}: runs once; nothing can be added after it has stopped`, async () => {
    let informer: SharedIndexInformer<Item> | undefined;
    await withInformer(async (env) => {
      informer = env.informer;
      await assert.rejects(env.informer.run({ signal: new AbortController().signal }), /has already started/);
      assert.throws(() => env.informer.addIndexers({ x: () => [] }), /has already started/);
    });
    assert.ok(informer!.isStopped());
    assert.throws(() => informer!.addEventHandler({}), /it has stopped already/);
  });
}
