/**
 * A process to kill: opens the embedded store in the directory it is given and writes from many tasks at once, telling
 * on its standard output each write that was acknowledged. Starts when it reads a line.
 */
import { createInterface } from "node:readline";
import { realClock } from "../../apimachinery/clock/index.js";
import { EmbeddedBackend } from "../../apiserver/storage/index.js";
import { valueAt } from "./acknowledged.js";

const WRITERS = 16;
const dir = process.argv[2];
if (dir === undefined) throw new Error("usage: embedded-writer DIR");

createInterface({ input: process.stdin }).once("line", (round) => {
  process.stdin.destroy();
  run(round).catch((err: unknown) => {
    process.stdout.write(`${JSON.stringify({ error: String(err) })}\n`);
    process.exitCode = 1;
  });
});

async function run(round: string): Promise<void> {
  const backend = new EmbeddedBackend({ dir: dir!, clock: realClock });
  await backend.start();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOn(backend, `/r/${round}/${writer}`)));
}

/** Each writer has a key of its own whose value counts up, and a new key for every count. */
async function writeOn(backend: EmbeddedBackend, base: string): Promise<void> {
  let counter = await backend.create(`${base}/counter`, valueAt(0));
  for (let n = 1; ; n++) {
    const created = await backend.create(`${base}/item-${n}`, valueAt(n));
    tell(`${base}/item-${n}`, n, created.modRevision);
    counter = await backend.update(`${base}/counter`, valueAt(n), counter.modRevision);
    tell(`${base}/counter`, n, counter.modRevision);
    if (n % 5 !== 0) continue;
    const gone = await backend.delete(
      `${base}/item-${n - 1}`,
      (await backend.get(`${base}/item-${n - 1}`))!.modRevision,
    );
    tell(`${base}/item-${n - 1}`, -1, gone);
  }
}

/** Standard output is a pipe, so a line is out before the next step is taken. */
function tell(key: string, n: number, revision: bigint): void {
  process.stdout.write(`${JSON.stringify({ key, n, revision: revision.toString() })}\n`);
}
