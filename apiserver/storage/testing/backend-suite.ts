import test from "node:test";
import type { MakeBackend } from "./backend-under-test.js";
import { historyTests } from "./backend-suite-history.js";
import { lifeTests } from "./backend-suite-life.js";
import { valueTests } from "./backend-suite-values.js";
import { watchTests } from "./backend-suite-watch.js";

/** The contract of `StorageBackend`, as tests. Every backend, and every layer over one, passes all of them. */
export function runStorageBackendTests(name: string, make: MakeBackend): void {
  for (const { name: what, needs, run } of [...valueTests, ...historyTests, ...watchTests, ...lifeTests]) {
    void test(`${name}: ${what}`, async (t) => {
      const under = await make();
      try {
        if (needs !== undefined && under[needs] === undefined) t.skip(`${name} has no ${needs}`);
        else await run(under);
      } finally {
        await under.dispose();
      }
    });
  }
}
