/**
 * What flow control costs a request that does not have to wait: CPU time of classification, queueing and accounting, in one
 * run beside the same chain without it, and as a share of a whole GET over HTTP/2 against a server process with and without it.
 * Run with `node --expose-gc --import=tsx --conditions=kindsmith-source bench/flowcontrol.ts [--no-http]`; the second part
 * needs the built server (`npm run build`).
 */
import { benchFilter } from "./flowcontrol-filter.js";
import { benchWholeRequests } from "./flowcontrol-http.js";

await benchFilter();
if (!process.argv.includes("--no-http")) await benchWholeRequests();
