import assert from "node:assert/strict";
import { once } from "node:events";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import test from "node:test";
import { RequestSignal } from "./request-signal.js";

test("listeners are told once, in order, with the reason set", () => {
  const signal = new RequestSignal();
  const seen: string[] = [];
  const removed = (): void => void seen.push("removed");
  signal.addEventListener("abort", () => seen.push(`first ${(signal.reason as Error).message}`));
  signal.addEventListener("abort", removed);
  signal.addEventListener("abort", { handleEvent: (event) => void seen.push(event.type) }, { once: true });
  signal.onabort = () => void seen.push("onabort");
  signal.removeEventListener("abort", removed);
  signal.throwIfAborted();
  signal.abort(new Error("why"));
  signal.abort(new Error("again"));
  assert.deepEqual(seen, ["onabort", "first why", "abort"]);
  assert.throws(() => signal.throwIfAborted(), /why/);
});

test("Node's own functions take it", async () => {
  const signal = new RequestSignal();
  assert.ok(signal instanceof AbortSignal);
  const sleeping = sleep(60_000, undefined, { signal });
  const waiting = once(new EventEmitter(), "never", { signal });
  signal.abort(new Error("gone"));
  await assert.rejects(sleeping, (err: Error) => err.name === "AbortError" && (err.cause as Error).message === "gone");
  await assert.rejects(waiting, { name: "AbortError" });
});
