/** What tests of handlers, and of what is built on them, share. */
export { ApiBench, answerOf, type Answer, type BenchParts } from "./api-bench.js";
export { fakeExchange, RecordedResponse, type FakeExchange, type FakeRequestParts } from "./fake-exchange.js";
export { comparable, comparableWithManagers, goldenBench, replay, type Recording } from "./golden-replay.js";
