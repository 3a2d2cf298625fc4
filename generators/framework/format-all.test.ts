import assert from "node:assert/strict";
import test from "node:test";

import { formatAll } from "./format-all.js";

test("much text is formatted by several threads, in order and each file by its kind", async () => {
  const filler = "f();\n".repeat(5_000);
  const jobs = Array.from({ length: 40 }, (_, i) => ({
    path: i % 2 === 0 ? `f${i}.ts` : `f${i}.json`,
    text: i % 2 === 0 ? `const a${i}  = 1\n${filler}` : `{"a":   ${i}}`,
  }));
  let last = [0, 0];
  const formatted = await formatAll(jobs, { onProgress: (done, total) => void (last = [done, total]) });
  assert.deepEqual(last, [40, 40]);
  formatted.forEach((text, i) => {
    assert.ok(text === (i % 2 === 0 ? `const a${i} = 1;\n${filler}` : `{ "a": ${i} }\n`), `job ${i}`);
  });
});

test("a text that does not parse fails with its path, in whichever thread", async () => {
  const filler = "x".repeat(300_000);
  const jobs = [1, 2, 3, 4].map((i) => ({ path: `broken${i}.ts`, text: `const = "${filler}"` }));
  await assert.rejects(formatAll(jobs), /broken\d\.ts is not valid TypeScript before formatting/);
});
