import test from "node:test";
import { listTests } from "./resource-suite-lists.js";
import { objectTests } from "./resource-suite-objects.js";
import { resourceWatchTests } from "./resource-suite-watches.js";
import type { MakeResourceStorage } from "./resource-under-test.js";

/** Kubernetes' resourceVersion semantics, as tests for every `ResourceStorage`. */
export function runResourceStorageTests(name: string, make: MakeResourceStorage): void {
  for (const { name: what, run } of [...objectTests, ...listTests, ...resourceWatchTests]) {
    void test(`${name}: ${what}`, async () => {
      const under = await make();
      try {
        await run(under);
      } finally {
        await under.dispose();
      }
    });
  }
}
