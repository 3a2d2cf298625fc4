/**
 * Runs tests on the sources: `node hack/run-tests.mjs [FOLDER-OR-FILE…]`. Ends with the line `N passed, N failed`.
 * Two files at a time; the end-to-end tests (`test/`) come last, as they say least about where a fault is.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOTS = [
  "apimachinery",
  "client",
  "apis",
  "apiserver",
  "codegen",
  "generated",
  "generators",
  "controllers",
  "cmd",
  "test",
];
const CONCURRENCY = 2;

function testFiles(path) {
  if (!existsSync(path)) {
    console.error(`run-tests: no such file or folder: ${path}`);
    process.exit(2);
  }
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "testdata" && entry.name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      if (entry.isDirectory()) return testFiles(child);
      return entry.name.endsWith(".test.ts") ? [child] : [];
    });
}

function runNode(files) {
  if (files.length === 0) return Promise.resolve({ passed: 0, failed: 0, skipped: 0 });
  return new Promise((resolve) => {
    const args = [
      "--import=tsx",
      "--conditions=kindsmith-source",
      "--test",
      `--test-concurrency=${CONCURRENCY}`,
      "--test-reporter=./hack/test-reporter.mjs",
      ...files,
    ];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let tail = "";
    child.stdout.on("data", (chunk) => {
      tail = (tail + chunk.toString()).slice(-4096);
      process.stdout.write(chunk);
    });
    child.on("close", (code) => {
      const match = /# totals passed=(\d+) failed=(\d+) skipped=(\d+)/.exec(tail);
      // A runner that ended without its totals has failed, whatever it printed before.
      const totals = match
        ? { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) }
        : { passed: 0, failed: 1, skipped: 0 };
      if (code !== 0 && totals.failed === 0) totals.failed = 1;
      resolve(totals);
    });
  });
}

const wanted = process.argv.slice(2);
const files = (wanted.length > 0 ? wanted : ROOTS.filter(existsSync)).flatMap(testFiles);
const { passed, failed, skipped } = await runNode(files);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
