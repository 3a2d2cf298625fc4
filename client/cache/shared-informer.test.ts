import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { FakeListerWatcher } from "../testing/index.js";
import { SharedIndexInformer, waitForCacheSync } from "./index.js";
import { item, runInformerTests, type Item } from "./testing/informer-tests.js";

runInformerTests("SharedIndexInformer", (lw, opts) => new SharedIndexInformer(lw, opts));

test("waitForCacheSync tells whether all have synced before the signal", async () => {
  const clock = new FakeClock();
  const lw = new FakeListerWatcher<Item>();
  lw.set(item("a"));
  const informer = new SharedIndexInformer(lw, { name: "items", clock });
  const never = new SharedIndexInformer(lw, { name: "never", clock });
  const stop = new AbortController();
  const running = informer.run({ signal: stop.signal });
  assert.equal(await waitForCacheSync({ signal: stop.signal }, informer), true);
  const impatient = new AbortController();
  const waiting = waitForCacheSync({ signal: impatient.signal }, informer, never);
  impatient.abort();
  assert.equal(await waiting, false);
  stop.abort();
  await running;
});
