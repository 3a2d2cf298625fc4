/**
 * Storage benchmarks: everything that is compared is measured in one run, so read the ratios. Run with
 * `node --expose-gc --import=tsx --conditions=kindsmith-source bench/storage.ts [writes] [reads] [fan-out] [growth]`.
 */
import { setMaxListeners } from "node:events";
import { benchFanOut } from "./storage/fan-out.js";
import { benchGrowth, growthChild } from "./storage/growth.js";
import { benchReads } from "./storage/reads.js";
import { benchWrites } from "./storage/writes.js";

const PARTS = { writes: benchWrites, reads: benchReads, "fan-out": benchFanOut, growth: benchGrowth };

// Here thousands of watches end by one signal; in a server each has that of its request.
setMaxListeners(0);

const [first, ...rest] = process.argv.slice(2);
if (first === "growth-child") {
  await growthChild(rest[0]!, Number(rest[1]));
} else {
  const wanted = first === undefined ? Object.keys(PARTS) : [first, ...rest];
  for (const name of wanted) {
    const part = PARTS[name as keyof typeof PARTS];
    if (part === undefined) throw new Error(`unknown part ${name}: expected ${Object.keys(PARTS).join(", ")}`);
    await part();
  }
}
