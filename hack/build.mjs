/** Compiles the package to dist/, from nothing, so that no file of a source that is gone stays behind. */
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const old = `${dist}.old-${process.pid}`;

// The old output leaves its place at once; what runs from it meanwhile keeps its open files.
rmSync(old, { recursive: true, force: true });
try {
  renameSync(dist, old);
} catch (err) {
  if (err.code !== "ENOENT") throw err;
}
rmSync(old, { recursive: true, force: true });
// The compiler's memory of what it wrote is wrong once that is deleted.
rmSync(join(root, "node_modules/.cache/tsc/build.tsbuildinfo"), { force: true });

try {
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
} catch {
  process.exit(1); // The compiler has said why.
}
const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
for (const path of Object.values(bin)) chmodSync(join(root, path), 0o755);
