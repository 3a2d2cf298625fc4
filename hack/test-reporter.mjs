/** Prints failures in full, one line for each file with the seconds of its tests, and totals that run-tests.mjs reads. */
import { relative } from "node:path";
import { inspect } from "node:util";

export default async function* reporter(source) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const byFile = new Map();
  for await (const { type, data } of source) {
    if (type === "test:stdout" || type === "test:stderr") {
      if (type === "test:stderr") yield data.message;
      continue;
    }
    if (type !== "test:pass" && type !== "test:fail") continue;
    const isSuite = data.details?.type === "suite";
    // Node reports each file as a test of its own; it counts only when the file itself broke.
    const isFile = data.nesting === 0 && data.file !== undefined && data.name.endsWith(".test.ts");
    const file = relative(process.cwd(), data.file ?? data.name);
    const row = byFile.get(file) ?? { passed: 0, failed: 0, seconds: 0 };
    byFile.set(file, row);
    if (data.nesting === 0) row.seconds += (data.details?.duration_ms ?? 0) / 1000;
    if (data.skip !== undefined || data.todo !== undefined) {
      totals.skipped++;
      continue;
    }
    if (type === "test:pass") {
      if (!isSuite && !isFile) {
        totals.passed++;
        row.passed++;
      }
      continue;
    }
    const causedByChild = data.details?.error?.failureType === "subtestsFailed";
    if (causedByChild) continue;
    totals.failed++;
    row.failed++;
    const error = data.details?.error?.cause ?? data.details?.error;
    yield `\nFAIL ${file} > ${data.name}\n${inspect(error, { depth: 4 })}\n`;
  }
  for (const [file, row] of byFile) {
    if (row.passed + row.failed === 0) continue;
    const counts = `${row.passed} passed, ${row.failed} failed, ${row.seconds.toFixed(1)} s`;
    yield `${row.failed === 0 ? "ok  " : "FAIL"} ${file} (${counts})\n`;
  }
  yield `# totals passed=${totals.passed} failed=${totals.failed} skipped=${totals.skipped}\n`;
}
