import assert from "node:assert/strict";
import { test } from "node:test";
import { unifiedDiff } from "./unified-diff.js";

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i)).join("\n");

/** Wanted texts are those of Python's difflib. */
const cases: readonly { name: string; before: string; after: string; want: string }[] = [
  { name: "nothing", before: "a\nb", after: "a\nb", want: "" },
  { name: "one line", before: "a", after: "b", want: "@@ -1 +1 @@\n-a\n+b\n" },
  { name: "a line more", before: "a\nc", after: "a\nb\nc", want: "@@ -1,2 +1,3 @@\n a\n+b\n c\n" },
  {
    name: "far apart",
    before: lines(1, 20),
    after: lines(1, 20).replace("2\n", "x\n").replace("\n19", ""),
    want: "@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -16,5 +16,4 @@\n 16\n 17\n 18\n-19\n 20\n",
  },
  {
    name: "near each other",
    before: lines(1, 9),
    after: `0\n${lines(1, 6)}\n8\n9`,
    want: "@@ -1,9 +1,9 @@\n+0\n 1\n 2\n 3\n 4\n 5\n 6\n-7\n 8\n 9\n",
  },
  {
    name: "of a repeated run the first",
    before: "x\na\nx\na\nb",
    after: "a\nb",
    want: "@@ -1,5 +1,2 @@\n-x\n-a\n-x\n a\n b\n",
  },
];

for (const { name, before, after, want } of cases) {
  test(name, () => assert.equal(unifiedDiff(before, after), want));
}

test("many lines are compared in little time", () => {
  const before = Array.from({ length: 200_000 }, (_, i) => String(i % 7));
  const after = [...before];
  after[100_000] = "x";
  const started = process.cpuUsage();
  assert.match(unifiedDiff(before.join("\n"), after.join("\n")), /^@@ -99998,7 \+99998,7 @@/);
  assert.ok(process.cpuUsage(started).user < 500_000, "half a second");
});
