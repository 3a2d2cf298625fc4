import assert from "node:assert/strict";
import test from "node:test";
import { NO_OBSERVER, type StartBounds } from "./observer.js";
import { QueueSet } from "./queue-set.js";
import { seatSecondsToNumber } from "./seat-seconds.js";

test("what is told of a dispatch: where the heads of all queues stand in virtual time", () => {
  const seen: StartBounds[] = [];
  const config = { name: "test", queues: 8, handSize: 1, queueLengthLimit: 10 };
  const set = new QueueSet(config, 1, 0, {
    observer: { ...NO_OBSERVER, dispatching: (_request, _queue, _currentR, bounds) => seen.push({ ...bounds }) },
  });
  const start = (flowHash: bigint) =>
    set.startRequest(
      {
        flowSchema: "fs",
        flowDistinguisher: "",
        flowHash,
        work: { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 },
        onDispatch: () => undefined,
      },
      0,
    );
  const first = start(0n);
  assert.ok(typeof first !== "string");
  assert.deepEqual(seen, [{ min: 0, max: 0, discountedMin: 0, discountedMax: 0 }]);
  // One waits behind it in its queue, one in a queue of its own.
  start(0n);
  start(1n);
  set.finish(first, 3e6);
  const { min, max, discountedMin, discountedMax } = seen[1] as StartBounds;
  // The queue that was served has used up 3 ms of one seat; nothing is under way any more.
  assert.deepEqual([min, max, discountedMin, discountedMax].map(seatSecondsToNumber), [0, 0.003, 0, 0.003]);
});
