import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { NodeHost } from "./node-host.js";

let root: string;
let host: NodeHost;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "node-host-"));
  host = new NodeHost(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("writes files with their folders, and lists them sorted without what is installed", () => {
  host.apply({
    write: [
      { path: "b/c/d.ts", content: "d" },
      { path: "a.sh", content: "a", executable: true },
      { path: "node_modules/x/index.js", content: "x" },
    ],
  });
  assert.deepEqual(host.listFiles("."), ["a.sh", "b/c/d.ts"]);
  assert.deepEqual(host.listFiles("b"), ["b/c/d.ts"]);
  assert.deepEqual(host.listFiles("none"), []);
  assert.equal(host.readFile("b/c/d.ts"), "d");
  assert.equal(host.readFile("b"), undefined);
  assert.equal(host.readFile("none"), undefined);
  assert.ok((statSync(join(root, "a.sh")).mode & 0o111) !== 0);
});

test("removes files and the folders that this leaves empty", () => {
  host.apply({ write: ["a/b/c.ts", "a/b/d/e.ts", "a/f.ts"].map((path) => ({ path, content: "" })) });
  host.apply({ remove: ["a/b/c.ts", "a/b/d/e.ts", "a/none.ts"] });
  assert.deepEqual(host.listFiles("."), ["a/f.ts"]);
  assert.ok(!existsSync(join(root, "a/b")));
});

test("when one file cannot be written, none is, and nothing stays behind", () => {
  writeFileSync(join(root, "file"), "in the way");
  mkdirSync(join(root, "a"));
  writeFileSync(join(root, "a/old.ts"), "old");
  const changes = {
    write: [
      { path: "a/old.ts", content: "new" },
      { path: "file/below.ts", content: "impossible" },
    ],
    remove: ["a/old.ts"],
  };
  assert.throws(() => host.apply(changes), /ENOTDIR|EEXIST/);
  assert.equal(host.readFile("a/old.ts"), "old");
  assert.deepEqual(readdirSync(join(root, "a")), ["old.ts"]);
});
