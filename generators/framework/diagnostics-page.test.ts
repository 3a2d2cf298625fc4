import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

/** Folders of generators by the codes that occur in their sources. */
function codesInUse(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const folder of readdirSync("generators", { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const name of readdirSync(join("generators", folder.name))) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const text = readFileSync(join("generators", folder.name, name), "utf8");
      for (const [, code] of text.matchAll(/"(KS\d{4})"/g)) {
        found.set(code!, (found.get(code!) ?? new Set()).add(folder.name));
      }
    }
  }
  return found;
}

test("docs/diagnostics.md explains every code that is in use, and no other", () => {
  const page = readFileSync("docs/diagnostics.md", "utf8");
  const explained = [...page.matchAll(/^\| (KS\d{4}) \|/gm)].map(([, code]) => code!);
  assert.deepEqual([...new Set(explained)], explained, "a code has one row");
  assert.deepEqual([...explained].sort(), [...codesInUse().keys()].sort());
});

test("no two generators use the same code", () => {
  for (const [code, folders] of codesInUse()) assert.equal(folders.size, 1, `${code}: ${[...folders].join(", ")}`);
});
