/**
 * Storage benchmarks: everything that is compared is measured in one run, so read the ratios. Run with
 * `node --expose-gc --import=tsx --conditions=kindsmith-source bench/storage.ts [writes] [reads] [fan-out]`.
 */
import { setMaxListeners } from "node:events";
import { benchFanOut } from "./storage/fan-out.js";
import { benchReads } from "./storage/reads.js";
import { benchWrites } from "./storage/writes.js";

const PARTS = { writes: benchWrites, reads: benchReads, "fan-out": benchFanOut };

// Here thousands of watches end by one signal; in a server each has that of its request.
setMaxListeners(0);

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
  const part = PARTS[name as keyof typeof PARTS];
  if (part === undefined) throw new Error(`unknown part ${name}: expected ${Object.keys(PARTS).join(", ")}`);
  await part();
}
