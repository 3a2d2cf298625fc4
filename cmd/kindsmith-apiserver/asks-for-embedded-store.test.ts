import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForEmbeddedStore } from "./asks-for-embedded-store.js";

test("a thread is started ahead where flags say nothing of another store", () => {
  const cases: [argv: string[], want: boolean][] = [
    [[], true],
    [["--secure-port=0", "--data-dir", "/srv"], true],
    [["--storage-backend=embedded"], true],
    [["--storage-backend=memory"], false],
    [["--storage-backend", "memory"], false],
    // Flags are read with all their rules later.
    [["--storage-backend", "embedded"], false],
    [["--secure-port=0", "--etcd-servers=http://127.0.0.1:2379"], false],
    [["--etcd-servers", "http://127.0.0.1:2379"], false],
    [["--etcd-servers-overrides=a#b"], true],
    [["--help"], false],
    [["-h"], false],
    [["--version"], false],
    [["--version=raw"], false],
  ];
  for (const [argv, want] of cases) assert.equal(asksForEmbeddedStore(argv), want, argv.join(" "));
});
