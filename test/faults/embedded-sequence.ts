/** Writes one value after the other to an embedded store and stops: `embedded-sequence DIR full|batch COUNT`. */
import { realClock } from "../../apimachinery/clock/index.js";
import { EmbeddedBackend } from "../../apiserver/storage/index.js";
import { valueAt } from "./acknowledged.js";

const [dir, sync, count] = process.argv.slice(2);
if (dir === undefined || (sync !== "full" && sync !== "batch")) throw new Error("usage: DIR full|batch COUNT");
const backend = new EmbeddedBackend({ dir, clock: realClock, sync, syncEveryMs: 3_600_000 });
await backend.start();
for (let n = 0; n < Number(count); n++) await backend.create(`/r/${n}`, valueAt(n));
// Without a stop, so that only what the writes themselves sync is counted.
process.exit(0);
