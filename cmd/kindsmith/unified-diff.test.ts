import assert from "node:assert/strict";
import test from "node:test";

import { unifiedDiff } from "./unified-diff.js";

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);
const text = (...parts: readonly (string | string[])[]): string => `${parts.flat().join("\n")}\n`;

test("a changed, an added and a removed line with their surroundings", () => {
  const before = text(lines(1, 20));
  const after = text(lines(1, 4), "five", lines(6, 11), "new", lines(12, 17), lines(19, 20));
  assert.equal(
    unifiedDiff("f.ts", before, after),
    text(
      "--- a/f.ts",
      "+++ b/f.ts",
      "@@ -2,19 +2,19 @@",
      " line 2",
      " line 3",
      " line 4",
      "-line 5",
      "+five",
      ...lines(6, 11).map((line) => ` ${line}`),
      "+new",
      ...lines(12, 17).map((line) => ` ${line}`),
      "-line 18",
      " line 19",
      " line 20",
    ),
  );
});

test("changes far apart are shown apart", () => {
  const diff = unifiedDiff("f.ts", text("a", lines(1, 20), "b"), text("A", lines(1, 20), "B"));
  assert.deepEqual(
    diff.split("\n").filter((line) => line.startsWith("@@")),
    ["@@ -1,4 +1,4 @@", "@@ -19,4 +19,4 @@"],
  );
});

test("files that come and go", () => {
  assert.equal(unifiedDiff("f.ts", undefined, "a\n"), "--- /dev/null\n+++ b/f.ts\n@@ -0,0 +1,1 @@\n+a\n");
  assert.equal(unifiedDiff("f.ts", "a\nb\n", undefined), "--- a/f.ts\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n");
});

test("a large rewrite is shown as replaced, and soon", () => {
  const before = text(lines(1, 6000));
  const after = text(lines(10_000, 16_000));
  const diff = unifiedDiff("f.ts", before, after);
  assert.ok(diff.startsWith("--- a/f.ts\n+++ b/f.ts\n@@ -1,6000 +1,6001 @@\n-line 1\n"));
});
